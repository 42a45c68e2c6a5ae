import { api } from 'app/core/api.js';
import { holdPage } from 'app/core/ending.js';
import { t } from 'app/core/i18n.js';
import { confirm } from 'app/ui/Confirm.js';
import { showSecret } from 'app/ui/SecretDialog.js';
import { toastError } from 'app/ui/Toast.js';

/** Gives the organisation another secret, which ends this very session: the page stays until the secret has been saved. */
export async function rotateSecret() {
  const sure = await confirm({ title: t('org.secret.title'), text: t('org.secret.confirm'), action: t('org.secret.rotate'), danger: true });
  if (!sure) {
    return;
  }
  const release = holdPage();
  try {
    const { org_secret: secret } = await api.post('/api/org/rotate-secret');
    await showSecret({ title: t('org.secret.new'), text: t('org.secret.once'), secrets: [{ label: t('org.secret'), value: secret }] });
  } catch (error) {
    toastError(error);
  } finally {
    release();
  }
}
