import { html } from 'app/core/html.js';
import { Field } from 'app/ui/Field.js';

/**
 * Several lines of text. Other properties go to the element.
 *
 * @param {{label: string, value: string, onInput: (value: string) => void, rows?: number, hint?: string, error?: string}} props
 */
export function TextArea({ label, hint, error, onInput, rows = 4, ...rest }) {
  const control = (attributes) => html`
    <textarea class="input" rows=${rows} ...${attributes} ...${rest} onInput=${(event) => onInput(event.currentTarget.value)} />
  `;
  return html`<${Field} label=${label} hint=${hint} error=${error} control=${control} />`;
}
