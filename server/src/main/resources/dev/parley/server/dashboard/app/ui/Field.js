import { html, useId } from 'app/core/html.js';

/**
 * A label, the control that it names, and below what to know about it or what is wrong with it.
 *
 * @param {{label: string, hint?: string, error?: string, control: (attributes: object) => object}} props `control` draws the
 *   control with the attributes that tie it to its texts
 */
export function Field({ label, hint, error, control }) {
  const id = useId();
  const note = error ?? hint;
  const attributes = {
    id,
    'aria-invalid': error ? 'true' : undefined,
    'aria-describedby': note ? `${id}-note` : undefined,
  };
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      ${control(attributes)}
      ${note && html`<p id=${`${id}-note`} class=${error ? 'field-error' : 'field-hint'}>${note}</p>`}
    </div>
  `;
}
