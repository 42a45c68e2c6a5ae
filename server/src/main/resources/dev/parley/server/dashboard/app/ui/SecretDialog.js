import { holdPage } from 'app/core/ending.js';
import { html, useEffect, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Button } from 'app/ui/Button.js';
import { CopyButton } from 'app/ui/CopyButton.js';
import { Dialog } from 'app/ui/Dialog.js';
import { IconButton } from 'app/ui/IconButton.js';
import { openOverlay } from 'app/ui/Overlays.js';

function Secret({ label, value, open = false }) {
  const [shown, setShown] = useState(open);
  return html`
    <div class="secret">
      <span class="secret-label">${label}</span>
      <code class="secret-value">${shown ? value : '•'.repeat(24)}</code>
      <${IconButton} icon=${shown ? 'eye-off' : 'eye'} label=${t(shown ? 'secret.hide' : 'secret.show', { label })}
        aria-pressed=${shown} onClick=${() => setShown(!shown)} />
      <${CopyButton} value=${value} label=${t('copy.what', { what: label })} />
    </div>
  `;
}

/** What is shown only once. It stays although the session may end meanwhile. */
export function SecretDialog({ title, text, secrets, onClose }) {
  useEffect(() => holdPage(), []);
  const actions = html`<${Button} kind="primary" onClick=${onClose}>${t('secret.done')}<//>`;
  return html`
    <${Dialog} title=${title} onClose=${onClose} actions=${actions} wide>
      <p class="notice notice-warn">${text ?? t('secret.once')}</p>
      ${secrets.map((secret) => html`<${Secret} key=${secret.label} ...${secret} />`)}
    <//>
  `;
}

/**
 * Shows secrets, or what belongs to them, until they are closed.
 *
 * @param {{title: string, text?: string, secrets: {label: string, value: string, open?: boolean}[]}} content `open` for what is
 *   no secret
 * @returns {Promise<void>}
 */
export const showSecret = (content) =>
  openOverlay((close) => html`<${SecretDialog} ...${content} onClose=${() => close()} />`);
