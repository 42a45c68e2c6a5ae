import { api } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { usePages } from 'app/core/resource.js';
import { Time } from 'app/core/time.js';
import { timeOf } from 'app/org/bots/webhook.js';
import { Button } from 'app/ui/Button.js';
import { confirm } from 'app/ui/Confirm.js';
import { LoadMore } from 'app/ui/LoadMore.js';
import { Table } from 'app/ui/Table.js';

/**
 * What was given up for a webhook.
 *
 * @param {{path: string, version: unknown, onReplay: (position: number) => void}} props loaded anew with every `version`
 */
export function DeadLetters({ path, version, onReplay }) {
  const load = async (before) => {
    const { dead_letters: items, has_more: more } = await api.get(`${path}/dead-letters`, { before });
    return { items, next: more ? items.at(-1).position : null };
  };
  const pages = usePages(load, [path, version]);
  const again = async ({ position }) => {
    const sure = await confirm({ title: t('org.dead.again.title'), text: t('org.dead.again.text'), action: t('org.dead.again') });
    if (sure) {
      onReplay(position - 1);
    }
  };
  const columns = [
    { key: 'event', label: t('org.dead.event'), cell: (letter) => html`<code>${letter.type}</code> <${Time} at=${timeOf(letter.position)} />` },
    { key: 'attempts', label: t('org.dead.attempts'), numeric: true },
    { key: 'error', label: t('org.dead.error'), cell: (letter) => letter.error ?? '' },
    { key: 'died_at', label: t('org.dead.at'), cell: (letter) => html`<${Time} at=${letter.died_at} />` },
    { key: 'action', label: t('org.action'), cell: (letter) => html`<${Button} onClick=${() => again(letter)}>${t('org.dead.again')}<//>` },
  ];
  return html`
    <section class="org-part" aria-label=${t('org.dead')}>
      <h2>${t('org.dead')}</h2>
      <${Table} caption=${t('org.dead')} columns=${columns} rows=${pages.items} rowKey=${(letter) => letter.position} empty=${html`<p class="soft">${t('org.dead.none')}</p>`} />
      <${LoadMore} pages=${pages} />
    </section>
  `;
}
