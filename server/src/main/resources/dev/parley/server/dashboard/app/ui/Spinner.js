import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';

/** Something goes on. Without `label`, what it stands in says what. */
export function Spinner({ size = 20, label }) {
  return html`
    <span class="spinner" role=${label ? 'status' : undefined}>
      <svg width=${size} height=${size} viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3a9 9 0 1 1-9 9" /></svg>
      ${label && html`<span class="hidden-text">${label}</span>`}
    </span>
  `;
}

/** In place of something that is being loaded. */
export const Loading = () => html`<p class="loading"><${Spinner} label=${t('loading')} /></p>`;
