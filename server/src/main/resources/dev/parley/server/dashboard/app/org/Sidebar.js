import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { link } from 'app/core/router.js';
import { BotList } from 'app/org/BotList.js';
import { ThreadList } from 'app/org/ThreadList.js';
import { Icon } from 'app/ui/Icon.js';
import { Tabs } from 'app/ui/Tabs.js';

const PLACES = [
  ['/', 'chart', 'org.overview'],
  ['/tickets', 'ticket', 'org.tickets'],
  ['/sessions', 'users', 'org.sessions'],
  ['/audit', 'history', 'org.audit'],
  ['/names', 'lock', 'org.names'],
  ['/settings', 'settings', 'org.settings'],
];

const LISTS = { bots: BotList, threads: ThreadList };

/** The console's pages, and its bots and threads to choose from. @param {{path: string, onPick: () => void}} props */
export function Sidebar({ path, onPick }) {
  const [shown, setShown] = useState(path.startsWith('/threads/') ? 'threads' : 'bots');
  const List = LISTS[shown];
  return html`
    <nav class="org-places" aria-label=${t('org.places')}>
      ${PLACES.map(
        ([place, icon, label]) => html`
          <a key=${place} href=${link(place)} aria-current=${place === path ? 'page' : undefined} onClick=${onPick}>
            <${Icon} name=${icon} />${t(label)}
          </a>
        `,
      )}
    </nav>
    <${Tabs}
      label=${t('org.lists')}
      tabs=${Object.keys(LISTS).map((id) => ({ id, label: t(`org.${id}`) }))}
      active=${shown}
      onChange=${setShown}
      panel="org-list"
    />
    <div id="org-list" class="org-list" role="tabpanel" aria-label=${t(`org.${shown}`)}>
      <${List} path=${path} onPick=${onPick} />
    </div>
  `;
}
