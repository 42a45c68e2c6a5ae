import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Badge } from 'app/ui/Badge.js';

const TONES = { active: 'good', suspended: 'warn', expired: 'neutral', exhausted: 'neutral' };

/** How an organisation or an invite code is. */
export function StatusBadge({ status }) {
  return html`<${Badge} tone=${TONES[status] ?? 'bad'}>${t(`platform.status.${status}`)}<//>`;
}
