import { html, useEffect, useErrorBoundary } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Button } from 'app/ui/Button.js';
import { Icon } from 'app/ui/Icon.js';

/**
 * Keeps a mistake of a part from taking the rest along: says that it happened and offers to try again.
 *
 * @param {{notice?: (retry: () => void) => object}} props `notice` in place of the usual one
 */
export function ErrorBoundary({ notice, children }) {
  const [error, reset] = useErrorBoundary();
  useEffect(() => {
    if (error) {
      reportError(error);
    }
  }, [error]);
  if (!error) {
    return children;
  }
  return notice
    ? notice(reset)
    : html`
        <div class="notice notice-bad" role="alert">
          <${Icon} name="warning" />
          <span>${t('error.part')}</span>
          <${Button} icon="refresh" onClick=${reset}>${t('retry')}<//>
        </div>
      `;
}
