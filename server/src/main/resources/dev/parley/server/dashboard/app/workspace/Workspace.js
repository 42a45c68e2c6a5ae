import { api } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useShortcuts } from 'app/core/keys.js';
import { useResource } from 'app/core/resource.js';
import { navigate, usePlace, useRoute } from 'app/core/router.js';
import { useSession } from 'app/core/session.js';
import { ErrorBoundary } from 'app/ui/ErrorBoundary.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { IconButton } from 'app/ui/IconButton.js';
import { Layout } from 'app/ui/Layout.js';
import { showShortcuts } from 'app/ui/Shortcuts.js';
import { Loading } from 'app/ui/Spinner.js';
import { DirectView } from 'app/workspace/DirectView.js';
import { DIRECTS, HOME, placeOf } from 'app/workspace/places.js';
import { Sidebar } from 'app/workspace/Sidebar.js';
import { ThreadPage } from 'app/workspace/ThreadPage.js';
import { Welcome } from 'app/workspace/Welcome.js';

const PLACES = {
  '/dashboard/threads/:id': ThreadPage,
  '/dashboard/dms/:id': DirectView,
  '*': Welcome,
};

const help = () =>
  showShortcuts([
    { keys: ['/'], label: t('workspace.keys.search') },
    { keys: ['t'], label: t('workspace.threads') },
    { keys: ['d'], label: t('workspace.dms') },
  ]);

/** What the owner of a bot sees of what it has before it. */
export function Workspace() {
  const session = useSession();
  const org = useResource(() => api.get('/api/org'));
  const bot = useResource(() => api.get('/api/me'));
  const { path } = usePlace();
  const open = placeOf(path);
  useShortcuts({
    '/': () => document.querySelector('.sidebar .search-box input')?.focus(),
    '?': help,
    t: () => navigate(HOME),
    d: () => navigate(DIRECTS),
  });
  const owner = [session.owner_name, bot.data?.name].filter(Boolean).join(' · ');
  return html`
    <${Layout}
      title=${org.data?.name ?? 'Parley'}
      subtitle=${owner}
      home=${HOME}
      live
      actions=${html`<${IconButton} class="desk-only" icon="keyboard" label=${t('keys.title')} onClick=${help} />`}
      sidebarLabel=${t('workspace.conversations')}
      sidebar=${html`<${Sidebar} open=${open} self=${session.bot_id} />`}
      atList=${!open.id}
    >
      <${ErrorBoundary} key=${path}><${Main} bot=${bot} /><//>
    <//>
  `;
}

function Main({ bot }) {
  const shown = useRoute(PLACES);
  if (bot.error) {
    return html`<${ErrorNotice} error=${bot.error} onRetry=${bot.reload} />`;
  }
  return bot.data ? shown : html`<${Loading} />`;
}
