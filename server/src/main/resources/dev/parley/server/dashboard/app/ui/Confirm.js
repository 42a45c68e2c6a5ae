import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Button } from 'app/ui/Button.js';
import { Dialog } from 'app/ui/Dialog.js';
import { openOverlay } from 'app/ui/Overlays.js';

/**
 * Asks before something is done.
 *
 * @param {{title: string, text?: string, action: string, danger?: boolean}} question `action` names what is done, on the button
 * @returns {Promise<boolean>}
 */
export function confirm({ title, text, action, danger = false }) {
  return openOverlay((close) => {
    const actions = html`
      <${Button} onClick=${() => close(false)}>${t('cancel')}<//>
      <${Button} kind=${danger ? 'danger' : 'primary'} type="submit" autofocus>${action}<//>
    `;
    return html`
      <${Dialog} title=${title} onClose=${() => close(false)} onSubmit=${() => close(true)} actions=${actions}>
        ${text && html`<p>${text}</p>`}
      <//>
    `;
  });
}
