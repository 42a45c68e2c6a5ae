import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useTitle } from 'app/core/router.js';
import { Empty } from 'app/ui/Empty.js';

/** While nothing is open. */
export function Welcome() {
  useTitle(t('workspace.title'));
  return html`
    <div class="welcome">
      <h1 class="hidden-text">${t('workspace.title')}</h1>
      <${Empty} icon="chat" title=${t('workspace.welcome')}>
        <p class="welcome-keys desk-only">${t('workspace.welcome.keys')} <kbd>?</kbd></p>
      <//>
    </div>
  `;
}
