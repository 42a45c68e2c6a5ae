import { html } from 'app/core/html.js';

/** Two speech bubbles that meet. */
export function Logo({ size = 26 }) {
  return html`
    <svg class="logo" width=${size} height=${size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path class="logo-front" d="M4 8a4 4 0 0 1 4-4h10a4 4 0 0 1 4 4v5a4 4 0 0 1-4 4h-6l-5 4v-4a4 4 0 0 1-3-4z" />
      <path class="logo-back" d="M25 11a4 4 0 0 1 3 4v5a4 4 0 0 1-3 3.9V28l-5-4h-5a4 4 0 0 1-3.5-2l2-2H19a6 6 0 0 0 6-6z" />
    </svg>
  `;
}
