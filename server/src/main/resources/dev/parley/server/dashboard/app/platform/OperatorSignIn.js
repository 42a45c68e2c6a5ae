import { url } from 'app/core/address.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useTitle } from 'app/core/router.js';
import { CredentialForm } from 'app/login/CredentialForm.js';
import { LoginFrame } from 'app/login/LoginFrame.js';

const FIELDS = [
  {
    name: 'admin_secret',
    label: 'platform.secret',
    hint: 'platform.secret.hint',
    type: 'password',
    autocomplete: 'current-password',
  },
];

/** The way into the platform console, for whoever runs the hub. */
export function OperatorSignIn() {
  useTitle(t('platform.title'));
  return html`
    <${LoginFrame} intro=${t('platform.intro')} link=${{ href: url('/'), text: t('platform.back') }}>
      <${CredentialForm} type="super_admin" fields=${FIELDS} />
    <//>
  `;
}
