import { html, render } from 'app/core/html.js';
import { loadTexts, useLocale } from 'app/core/i18n.js';
import { ErrorBoundary } from 'app/ui/ErrorBoundary.js';
import { Overlays } from 'app/ui/Overlays.js';

/** Everything is drawn anew in another language: texts are looked up as components are drawn. */
function Page({ Content }) {
  return html`
    <${ErrorBoundary}>
      <${Content} key=${useLocale()} />
      <${Overlays} />
    <//>
  `;
}

/**
 * Starts a page: loads its texts, then draws it.
 *
 * @param {Function} Content the component that is the page
 * @param {string[]} areas of the texts it needs besides `common`
 */
export async function boot(Content, areas) {
  await loadTexts('common', ...areas);
  render(html`<${Page} Content=${Content} />`, document.getElementById('app'));
}
