import { html } from 'app/core/html.js';

/** Yes or no, within a form. @param {{label: string, checked: boolean, onChange: (on: boolean) => void, hint?: string}} props */
export function CheckBox({ label, checked, onChange, hint, ...rest }) {
  return html`
    <label class="check-box">
      <input type="checkbox" ...${rest} checked=${checked} onChange=${(event) => onChange(event.currentTarget.checked)} />
      <span>${label}${hint && html`<small class="field-hint">${hint}</small>`}</span>
    </label>
  `;
}
