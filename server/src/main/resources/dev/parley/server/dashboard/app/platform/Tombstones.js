import { api } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { usePages } from 'app/core/resource.js';
import { Time } from 'app/core/time.js';
import { attempt } from 'app/platform/platform.js';
import { Button } from 'app/ui/Button.js';
import { confirm } from 'app/ui/Confirm.js';
import { LoadMore } from 'app/ui/LoadMore.js';
import { Table } from 'app/ui/Table.js';

async function load(org, cursor) {
  const { items, next_cursor: next } = await api.get(`/api/orgs/${org.id}/tombstones`, { cursor });
  return { items, next };
}

/** The names of an organisation's deleted bots, which nobody may take until they are released. */
export function Tombstones({ org }) {
  const pages = usePages((cursor) => load(org, cursor), [org.id]);
  const release = async ({ name }) => {
    const sure = await confirm({
      title: t('platform.names.release.title', { name }),
      text: t('platform.names.release.text'),
      action: t('platform.names.release'),
    });
    const path = `/api/orgs/${org.id}/tombstones/${encodeURIComponent(name)}`;
    if (sure && (await attempt(() => api.delete(path), t('platform.names.released', { name })))) {
      pages.update((all) => all.filter((other) => other.name !== name));
    }
  };
  const columns = [
    { key: 'name', label: t('platform.name') },
    { key: 'deleted_at', label: t('platform.names.deleted'), cell: (it) => html`<${Time} at=${it.deleted_at} />` },
    { key: 'actions', label: t('platform.actions'), cell: (it) => html`<${Button} onClick=${() => release(it)}>${t('platform.names.release')}<//>` },
  ];
  const isEmpty = pages.items.length === 0 && !pages.loading && !pages.error;
  return html`
    <h3>${t('platform.names')}</h3>
    <p class="soft">${t(isEmpty ? 'platform.names.none' : 'platform.names.text')}</p>
    ${pages.items.length > 0 &&
    html`<${Table} caption=${t('platform.names')} columns=${columns} rows=${pages.items} rowKey=${(it) => it.name} />`}
    <${LoadMore} pages=${pages} />
  `;
}
