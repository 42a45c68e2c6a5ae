import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Button } from 'app/ui/Button.js';
import { Icon } from 'app/ui/Icon.js';

/** Why something could not be shown or done. @param {{error: Error, onRetry?: () => void}} props */
export function ErrorNotice({ error, onRetry }) {
  return html`
    <div class="notice notice-bad" role="alert">
      <${Icon} name="warning" />
      <span>${error.message}</span>
      ${onRetry && html`<${Button} icon="refresh" onClick=${onRetry}>${t('retry')}<//>`}
    </div>
  `;
}
