import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { statusChange } from 'app/thread/status.js';
import { Badge } from 'app/ui/Badge.js';
import { Icon } from 'app/ui/Icon.js';
import { Menu } from 'app/ui/Menu.js';
import { toastError } from 'app/ui/Toast.js';

const TONES = { active: 'good', blocked: 'bad', reviewing: 'warn', resolved: 'info', closed: 'neutral' };

/**
 * A thread's status, as a word.
 *
 * @param {{status: string}} props
 */
export function StatusBadge({ status }) {
  return html`<${Badge} tone=${TONES[status] ?? 'neutral'}>${t(`thread.status.${status}`)}<//>`;
}

/**
 * A thread's status, which opens a menu of those it can change to.
 *
 * @param {{source: object, thread: any, powers: import('app/thread/powers.js').Powers, onChange: (change: Promise) => Promise}} props
 */
export function StatusMenu({ source, thread, powers, onChange }) {
  const badge = html`<${StatusBadge} status=${thread.status} />`;
  if (powers.statuses.length === 0) {
    return badge;
  }
  const items = powers.statuses.map((status) => ({
    label: t(`thread.status.${status}`),
    onSelect: () => onChange(source.update(statusChange(status))).catch(toastError),
  }));
  const trigger = (attributes) => html`
    <button ...${attributes} type="button" class="status-button" aria-label=${t('thread.status.change', {
      status: t(`thread.status.${thread.status}`),
    })}>
      ${badge}<${Icon} name="chevron-down" size=${14} />
    </button>
  `;
  return html`<${Menu} label=${t('thread.status')} trigger=${trigger} items=${items} />`;
}
