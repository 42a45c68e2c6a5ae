import { api } from 'app/core/api.js';
import { t } from 'app/core/i18n.js';
import { rosterChanged } from 'app/org/roster.js';
import { confirm } from 'app/ui/Confirm.js';
import { toast, toastError } from 'app/ui/Toast.js';
import { typeToConfirm } from 'app/ui/TypeToConfirm.js';

/** What an administrator decides about a bot. Each asks first and says what came of it; true when it was done. */

async function done(promise, message) {
  try {
    await promise;
    toast(message, 'good');
    return true;
  } catch (error) {
    toastError(error);
    return false;
  }
}

export async function approve(bot) {
  const { id, name } = bot;
  const sure = await confirm({ title: t('org.approve.title', { name }), text: t('org.approve.text'), action: t('org.approve') });
  return sure && done(api.patch(`/api/org/bots/${id}/status`, { status: 'active' }), t('org.approve.done', { name }));
}

/** @param {string} reason may be empty */
export function reject({ id, name }, reason) {
  const body = reason ? { status: 'rejected', reason } : { status: 'rejected' };
  return done(api.patch(`/api/org/bots/${id}/status`, body), t('org.reject.done', { name }));
}

/** @param {'admin' | 'member'} role */
export async function changeRole({ id, name }, role) {
  const sure = await confirm({
    title: t(`org.role.${role}.title`, { name }),
    text: t(`org.role.${role}.text`),
    action: t('org.role.change'),
  });
  return sure && done(api.patch(`/api/org/bots/${id}/role`, { auth_role: role }), t('org.role.done', { name }));
}

export async function deleteBot({ id, name }) {
  const sure = await typeToConfirm({
    title: t('org.bot.delete.title', { name }),
    text: t('org.bot.delete.text'),
    name,
    action: t('org.bot.delete'),
  });
  const deleted = sure && (await done(api.delete(`/api/bots/${id}`), t('org.bot.delete.done', { name })));
  if (deleted) {
    rosterChanged();
  }
  return deleted;
}
