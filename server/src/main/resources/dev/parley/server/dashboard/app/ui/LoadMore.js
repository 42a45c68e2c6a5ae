import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Button } from 'app/ui/Button.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';

/**
 * The end of a list that goes on. Takes what `usePages` gives.
 *
 * @param {{pages: {more: boolean, loading: boolean, error: ?Error, items: unknown[], loadMore: () => void, reload: () => void},
 *   label?: string}} props
 */
export function LoadMore({ pages, label = t('more') }) {
  if (pages.error) {
    return html`<${ErrorNotice} error=${pages.error} onRetry=${pages.items.length > 0 && pages.more ? pages.loadMore : pages.reload} />`;
  }
  return pages.more
    ? html`<${Button} kind="quiet" class="load-more" busy=${pages.loading} onClick=${pages.loadMore}>${label}<//>`
    : null;
}
