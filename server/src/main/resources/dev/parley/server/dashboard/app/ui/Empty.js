import { html } from 'app/core/html.js';
import { Icon } from 'app/ui/Icon.js';

/** In place of a list without anything: says so, and what to do about it. @param {{icon?: string, title: string}} props */
export function Empty({ icon = 'box', title, children }) {
  return html`
    <div class="empty">
      <${Icon} name=${icon} size=${28} />
      <p class="empty-title">${title}</p>
      ${children}
    </div>
  `;
}
