import { api } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { usePages } from 'app/core/resource.js';
import { Time } from 'app/core/time.js';
import { Badge } from 'app/ui/Badge.js';
import { LoadMore } from 'app/ui/LoadMore.js';
import { Table } from 'app/ui/Table.js';

/** What was posted to a webhook lately. @param {{path: string, version: unknown}} props loaded anew with every `version` */
export function Deliveries({ path, version }) {
  const load = async (before) => {
    const { deliveries: items, has_more: more } = await api.get(`${path}/deliveries`, { before });
    return { items, next: more ? items.at(-1).id : null };
  };
  const pages = usePages(load, [path, version]);
  const columns = [
    { key: 'at', label: t('org.delivery.at'), cell: (delivery) => html`<${Time} at=${delivery.at} />` },
    { key: 'type', label: t('org.delivery.type'), cell: (delivery) => html`<code>${delivery.type}</code>` },
    { key: 'attempt', label: t('org.delivery.attempt'), numeric: true },
    { key: 'outcome', label: t('org.delivery.outcome'), cell: (delivery) => html`<${Outcome} ...${delivery} />` },
    { key: 'duration', label: t('org.delivery.duration'), numeric: true, cell: (delivery) => t('org.millis', { millis: delivery.duration_ms }) },
  ];
  return html`
    <section class="org-part" aria-label=${t('org.delivery')}>
      <h2>${t('org.delivery')}</h2>
      <${Table} caption=${t('org.delivery')} columns=${columns} rows=${pages.items} rowKey=${(delivery) => delivery.id} empty=${html`<p class="soft">${t('org.delivery.none')}</p>`} />
      <${LoadMore} pages=${pages} />
    </section>
  `;
}

function Outcome({ status, error }) {
  return html`<${Badge} tone=${error ? 'bad' : 'good'}>${status ?? t('org.delivery.unanswered')}<//> ${error && html`<span class="soft">${error}</span>`}`;
}
