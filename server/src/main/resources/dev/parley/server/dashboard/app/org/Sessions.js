import { api } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { usePages } from 'app/core/resource.js';
import { useTitle } from 'app/core/router.js';
import { Time } from 'app/core/time.js';
import { BotName } from 'app/org/BotName.js';
import { Button } from 'app/ui/Button.js';
import { confirm } from 'app/ui/Confirm.js';
import { LoadMore } from 'app/ui/LoadMore.js';
import { Table } from 'app/ui/Table.js';
import { toast, toastError } from 'app/ui/Toast.js';

const PATH = '/api/org/sessions';
const PAGE = 50;

/** Who is signed in to the organisation. */
export function Sessions() {
  const load = async (offset = 0) => {
    const { items, has_more: more } = await api.get(PATH, { offset, limit: PAGE });
    return { items, next: more ? offset + items.length : null };
  };
  const pages = usePages(load, []);
  useTitle(t('org.sessions'));
  const ask = async (title, text, action, end) => {
    if (await confirm({ title, text, action, danger: true })) {
      await end().catch(toastError);
      await pages.reload();
    }
  };
  const end = ({ ref }) =>
    ask(t('org.session.end.title'), t('org.session.end.text'), t('org.session.end'), async () => {
      await api.delete(`${PATH}/${ref}`);
      toast(t('org.session.ended'), 'good');
    });
  const endOthers = () =>
    ask(t('org.session.others.title'), t('org.session.others.text'), t('org.session.others'), async () => {
      const { ended } = await api.delete(PATH);
      toast(t('org.session.others.done', { count: ended }), 'good');
    });
  const columns = [
    { key: 'who', label: t('org.session.who'), cell: (session) => html`<${Who} session=${session} />` },
    { key: 'ref', label: t('org.session.ref'), cell: (session) => html`<code>${session.ref}</code>` },
    { key: 'created', label: t('org.session.since'), cell: (session) => html`<${Time} at=${session.created_at} />` },
    { key: 'expires', label: t('org.expires'), cell: (session) => html`<${Time} at=${session.expires_at} relative />` },
    { key: 'action', label: t('org.action'), cell: (session) => html`<${Button} onClick=${() => end(session)}>${t('org.session.end')}<//>` },
  ];
  return html`
    <section class="org-page" aria-labelledby="sessions-title">
      <header class="org-head">
        <h1 id="sessions-title">${t('org.sessions')}</h1>
        <div class="org-actions"><${Button} icon="sign-out" onClick=${endOthers}>${t('org.session.others')}<//></div>
      </header>
      <${Table} caption=${t('org.sessions')} columns=${columns} rows=${pages.items} rowKey=${(session) => session.ref} />
      <${LoadMore} pages=${pages} />
    </section>
  `;
}

function Who({ session: { role, bot_id: bot, owner_name: owner } }) {
  if (role === 'org_admin') {
    return t('org.session.admin');
  }
  return html`${owner ?? t('org.person')} (<${BotName} id=${bot} />)`;
}
