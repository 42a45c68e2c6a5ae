import { api } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Time } from 'app/core/time.js';
import { createInviteCode } from 'app/platform/NewInviteCode.js';
import { attempt, number, usePlatform } from 'app/platform/platform.js';
import { StatusBadge } from 'app/platform/StatusBadge.js';
import { Button } from 'app/ui/Button.js';
import { confirm } from 'app/ui/Confirm.js';
import { CopyButton } from 'app/ui/CopyButton.js';
import { Empty } from 'app/ui/Empty.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { Loading } from 'app/ui/Spinner.js';
import { Table } from 'app/ui/Table.js';

const statusOf = ({ expired, exhausted }) => (expired ? 'expired' : exhausted ? 'exhausted' : 'active');

const uses = (code) => `${number(code.use_count)} / ${code.max_uses === 0 ? '∞' : number(code.max_uses)}`;

const columns = (revoke) => [
  { key: 'label', label: t('platform.code.label'), cell: (code) => code.label || '–' },
  {
    key: 'code',
    label: t('platform.code'),
    cell: ({ code }) => html`
      <span class="platform-id"><code>${code}</code><${CopyButton} value=${code} label=${t('copy.what', { what: code })} /></span>
    `,
  },
  { key: 'uses', label: t('platform.code.uses'), numeric: true, cell: uses },
  {
    key: 'expires_at',
    label: t('platform.code.expires'),
    cell: (code) => (code.expires_at ? html`<${Time} at=${code.expires_at} relative />` : t('platform.never')),
  },
  { key: 'status', label: t('platform.status'), cell: (code) => html`<${StatusBadge} status=${statusOf(code)} />` },
  {
    key: 'actions',
    label: t('platform.actions'),
    cell: (code) => html`<${Button} onClick=${() => revoke(code)}>${t('platform.code.revoke')}<//>`,
  },
];

/** The codes with which strangers may found an organisation. */
export function InviteCodes() {
  const { codes } = usePlatform();
  const revoke = async ({ id, label, code }) => {
    const sure = await confirm({
      title: t('platform.code.revoke.title', { name: label || code }),
      text: t('platform.code.revoke.text'),
      action: t('platform.code.revoke'),
      danger: true,
    });
    if (sure && (await attempt(() => api.delete(`/api/platform/invite-codes/${id}`), t('platform.code.revoked')))) {
      codes.reload();
    }
  };
  if (!codes.data) {
    return codes.error ? html`<${ErrorNotice} error=${codes.error} onRetry=${codes.reload} />` : html`<${Loading} />`;
  }
  const empty = html`<${Empty} icon="ticket" title=${t('platform.code.none')} />`;
  return html`
    <div class="platform-tools">
      <p class="soft">${t('platform.code.text')}</p>
      <${Button} kind="primary" icon="plus" onClick=${() => createInviteCode(codes.reload)}>${t('platform.code.create')}<//>
    </div>
    <${Table} caption=${t('platform.invites')} columns=${columns(revoke)} rows=${codes.data} rowKey=${(code) => code.id} empty=${empty} />
  `;
}
