import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Dialog } from 'app/ui/Dialog.js';
import { openOverlay } from 'app/ui/Overlays.js';

/** What works in every list and dialog. */
const common = () => [
  { keys: ['↑', '↓'], label: t('keys.arrows') },
  { keys: ['Enter'], label: t('keys.enter') },
  { keys: ['Esc'], label: t('keys.escape') },
  { keys: ['?'], label: t('keys.help') },
];

/**
 * Tells which keys do what.
 *
 * @param {{keys: string[], label: string}[]} own what the page has besides what works everywhere
 * @returns {Promise<void>}
 */
export function showShortcuts(own) {
  return openOverlay(
    (close) => html`
      <${Dialog} title=${t('keys.title')} onClose=${() => close()}>
        <dl class="shortcuts">
          ${[...own, ...common()].map(
            ({ keys, label }) => html`
              <div key=${label}>
                <dt>${keys.map((key) => html`<kbd key=${key}>${key}</kbd>`)}</dt>
                <dd>${label}</dd>
              </div>
            `,
          )}
        </dl>
      <//>
    `,
  );
}
