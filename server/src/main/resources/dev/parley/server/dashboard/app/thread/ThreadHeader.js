import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { StatusMenu } from 'app/thread/StatusMenu.js';
import { Badge } from 'app/ui/Badge.js';
import { IconButton } from 'app/ui/IconButton.js';

const PANELS = [
  ['participants', 'users'],
  ['artifacts', 'box'],
  ['settings', 'settings'],
];

/**
 * A thread's topic and status, and what opens its panels.
 *
 * @param {object} props
 * @param {any} props.thread
 * @param {import('app/thread/powers.js').Powers} props.powers
 * @param {string | null} props.panel the open one
 * @param {(panel: string | null) => void} props.onPanel
 * @param {() => void} [props.onBack]
 */
export function ThreadHeader({ source, thread, powers, onChange, panel, onPanel, onBack }) {
  return html`
    <header class="thread-header">
      ${onBack && html`<${IconButton} class="thread-back" icon="arrow-left" label=${t('thread.back')} onClick=${onBack} />`}
      <h2 class="thread-topic" title=${thread.topic}>${thread.topic}</h2>
      <ul class="thread-tags">${(thread.tags ?? []).map((tag) => html`<li key=${tag}><${Badge}>${tag}<//></li>`)}</ul>
      <${StatusMenu} source=${source} thread=${thread} powers=${powers} onChange=${onChange} />
      <div class="thread-tools" role="group" aria-label=${t('thread.panels')}>
        ${PANELS.map(
          ([id, icon]) => html`
            <${IconButton}
              key=${id}
              icon=${icon}
              label=${t(`thread.panel.${id}`)}
              aria-pressed=${panel === id}
              onClick=${() => onPanel(panel === id ? null : id)}
            />
          `,
        )}
      </div>
    </header>
  `;
}
