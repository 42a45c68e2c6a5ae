import { classes, html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';

/** Whether a bot is connected. */
export function OnlineDot({ online }) {
  const text = t(online ? 'online' : 'offline');
  return html`<span class=${classes('online-dot', online && 'online')} role="img" aria-label=${text} title=${text}></span>`;
}
