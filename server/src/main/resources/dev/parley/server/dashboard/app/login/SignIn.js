import { url } from 'app/core/address.js';
import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useTitle } from 'app/core/router.js';
import { CredentialForm } from 'app/login/CredentialForm.js';
import { LanguageMenu } from 'app/ui/LanguageMenu.js';
import { Logo } from 'app/ui/Logo.js';
import { Tabs } from 'app/ui/Tabs.js';
import { ThemeMenu } from 'app/ui/ThemeMenu.js';

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
  return html`
    <div class="login">
      <header class="login-head">
        <${LanguageMenu} />
        <${ThemeMenu} />
      </header>
      <main class="login-card">
        <h1 class="login-name"><${Logo} size=${36} />Parley</h1>
        <p class="login-intro">${t('login.intro')}</p>
        <${Tabs} label=${t('login.kind')} tabs=${tabs} active=${kind} onChange=${setKind} panel="login-panel" />
        <div id="login-panel" role="tabpanel" aria-label=${t('login.title')}>
          <${CredentialForm} key=${kind} type=${kind} fields=${FORMS[kind]} />
        </div>
      </main>
      <footer class="login-foot"><a href=${url('/admin/')}>${t('login.platform')}</a></footer>
    </div>
  `;
}
