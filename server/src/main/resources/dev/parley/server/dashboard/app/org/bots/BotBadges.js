import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Badge } from 'app/ui/Badge.js';

const STANDINGS = { pending: 'warn', rejected: 'bad' };

/** What is special about a bot: that it is an administrator, or not let in. @param {{bot: object}} props */
export function BotBadges({ bot }) {
  const tone = STANDINGS[bot.join_status];
  return html`
    ${bot.auth_role === 'admin' && html`<${Badge} tone="accent">${t('org.role.admin')}<//>`}
    ${tone && html`<${Badge} tone=${tone}>${t(`org.standing.${bot.join_status}`)}<//>`}
  `;
}
