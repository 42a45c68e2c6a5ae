import { html } from 'app/core/html.js';

/** On or off, at once. @param {{label: string, checked: boolean, onChange: (on: boolean) => void, hint?: string}} props */
export function Switch({ label, checked, onChange, hint, ...rest }) {
  return html`
    <label class="switch">
      <input type="checkbox" role="switch" ...${rest} checked=${checked} onChange=${(event) => onChange(event.currentTarget.checked)} />
      <span class="switch-track" aria-hidden="true"></span>
      <span>${label}${hint && html`<small class="field-hint">${hint}</small>`}</span>
    </label>
  `;
}
