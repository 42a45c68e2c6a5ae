import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { createStore, useStore } from 'app/core/store.js';
import { Icon } from 'app/ui/Icon.js';
import { IconButton } from 'app/ui/IconButton.js';

const ICONS = { info: 'info', good: 'check', bad: 'warning' };
const VISIBLE_MS = 4_000;
const MAX_TOASTS = 4;

const shown = createStore([]);
let count = 0;

const dismiss = (id) => shown.set(shown.get().filter((toast) => toast.id !== id));

/** Says something in passing. What went wrong stays longer. @param {'info' | 'good' | 'bad'} [kind] */
export function toast(text, kind = 'info') {
  count += 1;
  const id = count;
  shown.set([...shown.get().slice(1 - MAX_TOASTS), { id, text, kind }]);
  setTimeout(() => dismiss(id), kind === 'bad' ? 2 * VISIBLE_MS : VISIBLE_MS);
}

/** Says why something failed, in the hub's words. For the end of a promise: `save().catch(toastError)`. */
export function toastError(error) {
  if (error.code !== 'ABORTED') {
    toast(error.message, 'bad');
  }
}

export function Toasts() {
  return html`
    <div class="toasts" role="status" aria-live="polite">
      ${useStore(shown).map(
        ({ id, text, kind }) => html`
          <div key=${id} class=${`toast toast-${kind}`}>
            <${Icon} name=${ICONS[kind]} />
            <span>${text}</span>
            <${IconButton} icon="close" size=${14} label=${t('close')} onClick=${() => dismiss(id)} />
          </div>
        `,
      )}
    </div>
  `;
}
