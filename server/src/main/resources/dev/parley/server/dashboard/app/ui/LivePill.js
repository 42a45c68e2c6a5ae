import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useLiveState } from 'app/core/live.js';

/** Whether the page is told what happens. Left out on phones. */
export function LivePill() {
  const state = useLiveState();
  return html`<span class=${`live-pill live-${state}`} role="status">${t(`live.${state}`)}</span>`;
}
