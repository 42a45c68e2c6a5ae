import { classes, html } from 'app/core/html.js';
import { Icon } from 'app/ui/Icon.js';

/** A button that is a picture; `label` says what it does, to screen readers and as a tooltip. */
export function IconButton({ icon, label, size, class: more, ...rest }) {
  return html`
    <button type="button" ...${rest} class=${classes('icon-button', more)} aria-label=${label} title=${label}>
      <${Icon} name=${icon} size=${size} />
    </button>
  `;
}
