import { classes, html } from 'app/core/html.js';
import { Icon } from 'app/ui/Icon.js';
import { Spinner } from 'app/ui/Spinner.js';

/**
 * A button with a text. Other properties go to the element.
 *
 * @param {{kind?: 'plain' | 'primary' | 'danger' | 'quiet', icon?: string, busy?: boolean, onClick?: Function}} props `busy`
 *   while what it has begun goes on: it cannot be pressed again then
 */
export function Button({ kind = 'plain', icon, busy = false, disabled = false, type = 'button', children, class: more, ...rest }) {
  return html`
    <button ...${rest} type=${type} class=${classes('button', `button-${kind}`, more)} disabled=${disabled || busy} aria-busy=${busy}>
      ${busy ? html`<${Spinner} size=${16} />` : icon && html`<${Icon} name=${icon} />`}
      <span>${children}</span>
    </button>
  `;
}
