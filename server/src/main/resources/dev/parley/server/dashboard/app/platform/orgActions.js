/**
 * What is done with organisations: each asks first where that cannot be undone or is felt by others, says what came of it, and
 * calls `changed` when something is other than it was.
 */
import { api } from 'app/core/api.js';
import { t } from 'app/core/i18n.js';
import { askName } from 'app/platform/NameDialog.js';
import { attempt } from 'app/platform/platform.js';
import { confirm } from 'app/ui/Confirm.js';
import { showSecret } from 'app/ui/SecretDialog.js';
import { toastError } from 'app/ui/Toast.js';
import { typeToConfirm } from 'app/ui/TypeToConfirm.js';

const of = (org) => `/api/orgs/${org.id}`;

const showCredentials = (title, id, secret) =>
  showSecret({
    title,
    secrets: [
      { label: t('platform.id'), value: id, open: true },
      { label: t('platform.org.secret'), value: secret },
    ],
  });

export async function createOrg(changed) {
  const name = await askName({ title: t('platform.org.create'), text: t('platform.org.create.text'), action: t('platform.create') });
  if (name === null) {
    return;
  }
  try {
    const org = await api.post('/api/orgs', { name });
    changed();
    await showCredentials(t('platform.org.created', { name: org.name }), org.id, org.org_secret);
  } catch (error) {
    toastError(error);
  }
}

export async function renameOrg(org, changed) {
  const name = await askName({ title: t('platform.org.rename'), action: t('save'), name: org.name });
  if (name !== null && (await attempt(() => api.patch(of(org), { name }), t('platform.org.renamed', { name })))) {
    changed();
  }
}

export async function suspendOrg(org, changed) {
  const { name } = org;
  const sure = await confirm({
    title: t('platform.org.suspend.title', { name }),
    text: t('platform.org.suspend.text'),
    action: t('platform.org.suspend'),
    danger: true,
  });
  if (sure && (await attempt(() => api.patch(of(org), { status: 'suspended' }), t('platform.org.suspended', { name })))) {
    changed();
  }
}

export async function restoreOrg(org, changed) {
  if (await attempt(() => api.patch(of(org), { status: 'active' }), t('platform.org.restored', { name: org.name }))) {
    changed();
  }
}

export async function rotateSecret(org) {
  const { name } = org;
  const sure = await confirm({
    title: t('platform.org.rotate.title', { name }),
    text: t('platform.org.rotate.text'),
    action: t('platform.org.rotate'),
    danger: true,
  });
  if (!sure) {
    return;
  }
  try {
    const { org_secret: secret } = await api.post(`${of(org)}/rotate-secret`);
    await showCredentials(t('platform.org.rotated', { name }), org.id, secret);
  } catch (error) {
    toastError(error);
  }
}

/** @returns {Promise<boolean>} whether it is gone */
export async function destroyOrg(org, changed) {
  const { name } = org;
  const sure = await typeToConfirm({
    title: t('platform.org.destroy.title', { name }),
    text: t('platform.org.destroy.text', { count: org.bot_count }),
    name,
    action: t('platform.org.destroy'),
  });
  const gone = sure && (await attempt(() => api.delete(of(org)), t('platform.org.destroyed', { name })));
  if (gone) {
    changed();
  }
  return gone;
}
