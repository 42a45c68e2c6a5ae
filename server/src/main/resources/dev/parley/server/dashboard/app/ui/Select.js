import { html } from 'app/core/html.js';
import { Field } from 'app/ui/Field.js';

/**
 * One of several. Other properties go to the element.
 *
 * @param {{label: string, value: string, options: {value: string, label: string, disabled?: boolean}[],
 *   onChange: (value: string) => void, hint?: string, error?: string, hideLabel?: boolean}} props
 */
export function Select({ label, value, options, onChange, hint, error, hideLabel = false, ...rest }) {
  const control = (attributes) => html`
    <select class="input" ...${attributes} ...${rest} onChange=${(event) => onChange(event.currentTarget.value)}>
      ${options.map(
        (option) => html`
          <option key=${option.value} value=${option.value} disabled=${option.disabled} selected=${option.value === value}>
            ${option.label}
          </option>
        `,
      )}
    </select>
  `;
  return hideLabel
    ? control({ 'aria-label': label })
    : html`<${Field} label=${label} hint=${hint} error=${error} control=${control} />`;
}
