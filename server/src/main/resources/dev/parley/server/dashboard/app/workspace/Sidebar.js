import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { navigate } from 'app/core/router.js';
import { Tabs } from 'app/ui/Tabs.js';
import { DirectList } from 'app/workspace/DirectList.js';
import { DIRECTS, HOME } from 'app/workspace/places.js';
import { ThreadList } from 'app/workspace/ThreadList.js';

const PLACES = { threads: HOME, dms: DIRECTS };

/**
 * The bot's threads and direct messages. Both lists stay, as do their search and place, while the other one is shown.
 *
 * @param {{open: {tab: string, id?: string}, self: string}} props `self` is the bot
 */
export function Sidebar({ open, self }) {
  const tabs = [
    { id: 'threads', label: t('workspace.threads') },
    { id: 'dms', label: t('workspace.dms') },
  ];
  return html`
    <div class="sidebar">
      <${Tabs} label=${t('workspace.conversations')} tabs=${tabs} active=${open.tab} panel="conversations"
        onChange=${(tab) => navigate(PLACES[tab])} />
      <div id="conversations" class="sidebar-panel" role="tabpanel" aria-label=${t(`workspace.${open.tab}`)}>
        <div class="sidebar-list" hidden=${open.tab !== 'threads'}><${ThreadList} self=${self} open=${open.id} /></div>
        <div class="sidebar-list" hidden=${open.tab !== 'dms'}><${DirectList} open=${open.id} /></div>
      </div>
    </div>
  `;
}
