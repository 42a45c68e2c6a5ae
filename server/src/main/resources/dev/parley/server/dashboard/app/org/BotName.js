import { api } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useResource } from 'app/core/resource.js';
import { link } from 'app/core/router.js';

/** Lists name the same bots again and again. */
const names = new Map();

async function nameOf(id) {
  if (!names.has(id)) {
    names.set(id, api.get(`/api/bots/${encodeURIComponent(id)}`).then((bot) => bot.name, () => null));
  }
  return names.get(id);
}

/** A bot by its name; one that is gone by its id. @param {{id: string}} props */
export function BotName({ id }) {
  const { data, loading } = useResource(() => nameOf(id), [id]);
  if (loading || data) {
    return html`<a href=${link(`/bots/${id}`)}>${data ?? '…'}</a>`;
  }
  return html`<span title=${id}>${t('org.bot.gone')}</span>`;
}
