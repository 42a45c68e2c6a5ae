import { api } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { usePages } from 'app/core/resource.js';
import { useTitle } from 'app/core/router.js';
import { useStore } from 'app/core/store.js';
import { Time } from 'app/core/time.js';
import { BotName } from 'app/org/BotName.js';
import { ticketsVersion } from 'app/org/InviteDialog.js';
import { Badge } from 'app/ui/Badge.js';
import { Button } from 'app/ui/Button.js';
import { confirm } from 'app/ui/Confirm.js';
import { CopyButton } from 'app/ui/CopyButton.js';
import { Empty } from 'app/ui/Empty.js';
import { LoadMore } from 'app/ui/LoadMore.js';
import { Loading } from 'app/ui/Spinner.js';
import { Table } from 'app/ui/Table.js';
import { toast, toastError } from 'app/ui/Toast.js';

/** The tickets with which bots may still come. */
export function Tickets() {
  const version = useStore(ticketsVersion);
  const load = async (cursor) => {
    const { items, cursor: next = null } = await api.get('/api/org/tickets', { cursor, limit: 50 });
    return { items, next };
  };
  const pages = usePages(load, [version]);
  useTitle(t('org.tickets'));
  const revoke = async (ticket) => {
    const sure = await confirm({ title: t('org.ticket.revoke.title'), text: t('org.ticket.revoke.text'), action: t('org.ticket.revoke'), danger: true });
    if (sure) {
      await api.delete(`/api/org/tickets/${ticket.id}`).then(() => toast(t('org.ticket.revoked'), 'good'), toastError);
      await pages.reload();
    }
  };
  const columns = [
    { key: 'code', label: t('org.ticket.code'), cell: ({ code }) => html`<code>${code}</code> <${CopyButton} value=${code} label=${t('copy.what', { what: code })} />` },
    { key: 'kind', label: t('org.ticket.kind'), cell: (ticket) => html`<${Kind} ...${ticket} />` },
    { key: 'by', label: t('org.ticket.by'), cell: ({ created_by: bot }) => (bot ? html`<${BotName} id=${bot} />` : t('org.person')) },
    { key: 'created', label: t('org.created'), cell: (ticket) => html`<${Time} at=${ticket.created_at} />` },
    { key: 'expires', label: t('org.expires'), cell: ({ expires_at: end }) => (end === 0 ? t('org.never') : html`<${Time} at=${end} relative />`) },
    { key: 'action', label: t('org.action'), cell: (ticket) => html`<${Button} onClick=${() => revoke(ticket)}>${t('org.ticket.revoke')}<//>` },
  ];
  const empty = pages.loading ? html`<${Loading} />` : html`<${Empty} icon="ticket" title=${t('org.ticket.none')} />`;
  return html`
    <section class="org-page" aria-labelledby="tickets-title">
      <h1 id="tickets-title">${t('org.tickets')}</h1>
      <p class="soft">${t('org.tickets.text')}</p>
      <${Table} caption=${t('org.tickets')} columns=${columns} rows=${pages.items} rowKey=${(ticket) => ticket.id} empty=${pages.error ? null : empty} />
      <${LoadMore} pages=${pages} />
    </section>
  `;
}

function Kind({ reusable, skip_approval: skips }) {
  return html`
    <${Badge}>${t(reusable ? 'org.ticket.reusable' : 'org.ticket.once')}<//>
    ${skips && html` <${Badge} tone="warn">${t('org.ticket.skips')}<//>`}
  `;
}
