import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { navigate, usePlace, useRoute, useTitle } from 'app/core/router.js';
import { Backup } from 'app/platform/Backup.js';
import { Counters } from 'app/platform/Counters.js';
import { InviteCodes } from 'app/platform/InviteCodes.js';
import { OrgList } from 'app/platform/OrgList.js';
import { OrgPage } from 'app/platform/OrgPage.js';
import { Platform, useEverything } from 'app/platform/platform.js';
import { Layout } from 'app/ui/Layout.js';
import { Tabs } from 'app/ui/Tabs.js';

const ROUTES = { '/invites': InviteCodes, '/backup': Backup, '/orgs/:id': OrgPage, '*': OrgList };

const TABS = ['orgs', 'invites', 'backup'];

/** What the operator of the hub sees and does. */
export function Console() {
  useTitle(t('platform.title'));
  const everything = useEverything();
  const { path } = usePlace();
  const tabs = TABS.map((id) => ({ id, label: t(`platform.${id}`) }));
  const active = TABS.find((id) => path.startsWith(`/${id}`)) ?? 'orgs';
  const open = (id) => navigate(id === 'orgs' ? '/' : `/${id}`);
  return html`
    <${Platform.Provider} value=${everything}>
      <${Layout} title="Parley" subtitle=${t('platform.title')}>
        <div class="platform">
          <h1 class="hidden-text">${t('platform.title')}</h1>
          <${Counters} />
          <${Tabs} label=${t('platform.parts')} tabs=${tabs} active=${active} onChange=${open} panel="platform-panel" />
          <div id="platform-panel" class="platform-panel" role="tabpanel" aria-label=${t(`platform.${active}`)}>${useRoute(ROUTES)}</div>
        </div>
      <//>
    <//>
  `;
}
