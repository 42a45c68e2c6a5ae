import { api } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useResource } from 'app/core/resource.js';
import { usePlace, useRoute } from 'app/core/router.js';
import { Audit } from 'app/org/Audit.js';
import { BotPage } from 'app/org/bots/BotPage.js';
import { ChannelPage } from 'app/org/ChannelPage.js';
import { invite } from 'app/org/InviteDialog.js';
import { Names } from 'app/org/Names.js';
import { Overview } from 'app/org/overview/Overview.js';
import { Sessions } from 'app/org/Sessions.js';
import { Settings } from 'app/org/Settings.js';
import { Sidebar } from 'app/org/Sidebar.js';
import { ThreadPage } from 'app/org/ThreadPage.js';
import { Tickets } from 'app/org/Tickets.js';
import { Button } from 'app/ui/Button.js';
import { Empty } from 'app/ui/Empty.js';
import { ErrorBoundary } from 'app/ui/ErrorBoundary.js';
import { Layout } from 'app/ui/Layout.js';

const PAGES = {
  '/': Overview,
  '/bots/:id': (props) => html`<${BotPage} key=${props.id} ...${props} />`,
  '/threads/:id': (props) => html`<${ThreadPage} key=${props.id} ...${props} />`,
  '/channels/:id': (props) => html`<${ChannelPage} key=${props.id} ...${props} />`,
  '/tickets': Tickets,
  '/sessions': Sessions,
  '/audit': Audit,
  '/names': Names,
  '/settings': Settings,
  '*': () => html`<${Empty} icon="search" title=${t('org.nowhere')} />`,
};

const Page = () => useRoute(PAGES);

/** What an organisation's administrators have: who is in it, what is said, what was done, and what they decide. */
export function Console() {
  const org = useResource(() => api.get('/api/org'), []);
  const { path } = usePlace();
  const actions = html`
    <${Button} class="org-invite" kind="primary" icon="plus" aria-label=${t('org.invite')} onClick=${() => invite(org.data)} disabled=${!org.data}>
      ${t('org.invite')}
    <//>
  `;
  return html`
    <${Layout}
      title=${org.data?.name ?? 'Parley'}
      subtitle=${t('org.console')}
      live
      actions=${actions}
      sidebarLabel=${t('org.sidebar')}
      sidebar=${(close) => html`<${Sidebar} path=${path} onPick=${close} />`}
    >
      <${ErrorBoundary} key=${path}><${Page} /><//>
    <//>
  `;
}
