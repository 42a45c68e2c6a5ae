import { api, url } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { usePages } from 'app/core/resource.js';
import { navigate, useTitle } from 'app/core/router.js';
import { exactly } from 'app/core/time.js';
import { AuditFilters } from 'app/org/AuditFilters.js';
import { BotName } from 'app/org/BotName.js';
import { Empty } from 'app/ui/Empty.js';
import { Icon } from 'app/ui/Icon.js';
import { LoadMore } from 'app/ui/LoadMore.js';
import { Loading } from 'app/ui/Spinner.js';
import { Table } from 'app/ui/Table.js';

const FILTERS = ['bot_id', 'action', 'target_type', 'target_id', 'since', 'until'];
const FORMATS = ['csv', 'jsonl'];
const ID = /^[0-9a-f]{8}-/;

/** What was done in the organisation. What is looked for stands in the address, so that it can be passed on. */
export function Audit(query) {
  const filter = Object.fromEntries(FILTERS.filter((name) => query[name]).map((name) => [name, query[name]]));
  const load = async (cursor = '') => {
    const page = await api.get('/api/audit', { ...filter, cursor });
    return { items: page.items, next: page.next_cursor };
  };
  const pages = usePages(load, [JSON.stringify(filter)]);
  useTitle(t('org.audit'));
  const empty = pages.loading ? html`<${Loading} />` : html`<${Empty} icon="history" title=${t('org.found.none')} />`;
  return html`
    <section class="org-page" aria-labelledby="audit-title">
      <header class="org-head">
        <h1 id="audit-title">${t('org.audit')}</h1>
        <div class="org-actions">
          ${FORMATS.map((format) => html`<a key=${format} class="button" download href=${url('/api/audit/export', { ...filter, format })}><${Icon} name="download" />${t(`org.audit.export.${format}`)}</a>`)}
        </div>
      </header>
      <${AuditFilters} filter=${filter} onChange=${(changed) => navigate(`/audit?${new URLSearchParams(changed)}`, { replace: true })} />
      <${Table} caption=${t('org.audit')} columns=${columns()} rows=${pages.items} rowKey=${(row) => row.id} empty=${pages.error ? null : empty} />
      <${LoadMore} pages=${pages} />
    </section>
  `;
}

const columns = () => [
  { key: 'at', label: t('org.audit.at'), cell: (row) => html`<time datetime=${new Date(row.created_at).toISOString()}>${exactly(row.created_at)}</time>` },
  { key: 'who', label: t('org.audit.who'), cell: (row) => html`<${Actor} id=${row.bot_id} />` },
  { key: 'action', label: t('org.audit.action'), cell: (row) => html`<code>${row.action}</code>` },
  { key: 'target', label: t('org.audit.target'), cell: (row) => html`<span class="soft">${row.target_type}</span> <code class="org-target" title=${row.target_id}>${row.target_id}</code>` },
  { key: 'detail', label: t('org.audit.detail'), cell: (row) => row.detail && html`<${Detail} detail=${row.detail} />` },
];

/** A bot, a person who administers, or nobody of the organisation. */
function Actor({ id }) {
  if (id === null) {
    return '–';
  }
  return ID.test(id) ? html`<${BotName} id=${id} />` : t('org.person');
}

function Detail({ detail }) {
  const known = Object.entries(detail).filter(([, value]) => value !== null);
  return html`
    <ul class="org-detail">
      ${known.map(([name, value]) => html`<li key=${name}><span class="soft">${name}</span> ${typeof value === 'string' ? value : JSON.stringify(value)}</li>`)}
    </ul>
  `;
}
