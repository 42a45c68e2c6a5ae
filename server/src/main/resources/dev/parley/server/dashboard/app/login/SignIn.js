import { url } from 'app/core/address.js';
import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useTitle } from 'app/core/router.js';
import { CredentialForm } from 'app/login/CredentialForm.js';
import { LoginFrame } from 'app/login/LoginFrame.js';
import { Tabs } from 'app/ui/Tabs.js';

/** What has to be known, by what one signs in as. Names as `POST /api/auth/login` has them. */
const FORMS = {
  org_admin: [
    { name: 'org_id', label: 'login.org-id', hint: 'login.org-id.hint', autocomplete: 'username' },
    { name: 'org_secret', label: 'login.org-secret', type: 'password', autocomplete: 'current-password' },
  ],
  bot: [
    { name: 'token', label: 'login.token', hint: 'login.token.hint', type: 'password', autocomplete: 'current-password' },
    { name: 'owner_name', label: 'login.owner', hint: 'login.owner.hint', autocomplete: 'name' },
  ],
};

/** The sign-in page, for administrators of an organisation and for those who own a bot. */
export function SignIn() {
  const [kind, setKind] = useState('org_admin');
  useTitle(t('login.title'));
  const tabs = [
    { id: 'org_admin', label: t('login.admin') },
    { id: 'bot', label: t('login.bot') },
  ];
  const platform = { href: url('/admin/'), text: t('login.platform') };
  return html`
    <${LoginFrame} intro=${t('login.intro')} link=${platform}>
      <${Tabs} label=${t('login.kind')} tabs=${tabs} active=${kind} onChange=${setKind} panel="login-panel" />
      <div id="login-panel" role="tabpanel" aria-label=${t('login.title')}>
        <${CredentialForm} key=${kind} type=${kind} fields=${FORMS[kind]} />
      </div>
    <//>
  `;
}
