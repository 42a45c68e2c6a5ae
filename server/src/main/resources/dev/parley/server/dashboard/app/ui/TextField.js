import { html } from 'app/core/html.js';
import { Field } from 'app/ui/Field.js';

/**
 * One line of text. Other properties go to the element.
 *
 * @param {{label: string, value: string, onInput: (value: string) => void, type?: string, hint?: string, error?: string}} props
 */
export function TextField({ label, hint, error, onInput, type = 'text', ...rest }) {
  const control = (attributes) => html`
    <input class="input" type=${type} ...${attributes} ...${rest} onInput=${(event) => onInput(event.currentTarget.value)} />
  `;
  return html`<${Field} label=${label} hint=${hint} error=${error} control=${control} />`;
}
