import { api } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useResource } from 'app/core/resource.js';
import { Time } from 'app/core/time.js';
import { Badge } from 'app/ui/Badge.js';
import { Button } from 'app/ui/Button.js';
import { confirm } from 'app/ui/Confirm.js';
import { Empty } from 'app/ui/Empty.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { Loading } from 'app/ui/Spinner.js';
import { Table } from 'app/ui/Table.js';
import { toast, toastError } from 'app/ui/Toast.js';

/** The tokens of limited scope that a bot made for itself. @param {{bot: object}} props */
export function BotTokens({ bot }) {
  const path = `/api/org/bots/${bot.id}/tokens`;
  const { data, error, reload } = useResource(() => api.get(path), [path]);
  if (!data) {
    return error ? html`<${ErrorNotice} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  }
  const revoke = async (token) => {
    const sure = await confirm({
      title: t('org.token.revoke.title'),
      text: t('org.token.revoke.text', { label: nameOf(token) }),
      action: t('org.token.revoke'),
      danger: true,
    });
    if (sure) {
      await api.delete(`${path}/${token.id}`).then(() => toast(t('org.token.revoked'), 'good'), toastError);
      await reload();
    }
  };
  const moment = (millis, none) => (millis ? html`<${Time} at=${millis} />` : none);
  const columns = [
    { key: 'label', label: t('org.token.label'), cell: nameOf },
    { key: 'scopes', label: t('org.token.scopes'), cell: (token) => token.scopes.map((scope) => html`<${Badge} key=${scope}>${scope}<//> `) },
    { key: 'created', label: t('org.created'), cell: (token) => moment(token.created_at) },
    { key: 'used', label: t('org.token.used'), cell: (token) => moment(token.last_used_at, t('org.never')) },
    { key: 'expires', label: t('org.expires'), cell: (token) => moment(token.expires_at, t('org.never')) },
    { key: 'action', label: t('org.action'), cell: (token) => html`<${Button} onClick=${() => revoke(token)}>${t('org.token.revoke')}<//>` },
  ];
  const empty = html`<${Empty} icon="key" title=${t('org.token.none')} />`;
  return html`<${Table} caption=${t('org.bot.tokens')} columns=${columns} rows=${data} rowKey=${(token) => token.id} empty=${empty} />`;
}

const nameOf = (token) => token.label ?? t('org.token.unnamed');
