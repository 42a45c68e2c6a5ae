import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Button } from 'app/ui/Button.js';
import { Dialog } from 'app/ui/Dialog.js';
import { openOverlay } from 'app/ui/Overlays.js';
import { TextField } from 'app/ui/TextField.js';

/** Asks to type a name before something is done that cannot be undone. */
export function TypeToConfirm({ title, text, name, action, onAnswer }) {
  const [typed, setTyped] = useState('');
  const matches = typed.trim() === name.trim();
  const actions = html`
    <${Button} onClick=${() => onAnswer(false)}>${t('cancel')}<//>
    <${Button} kind="danger" type="submit" disabled=${!matches}>${action}<//>
  `;
  return html`
    <${Dialog} title=${title} actions=${actions} onClose=${() => onAnswer(false)} onSubmit=${() => matches && onAnswer(true)}>
      <p>${text}</p>
      <${TextField} label=${t('confirm.type', { name })} value=${typed} onInput=${setTyped} autocomplete="off" autofocus />
    <//>
  `;
}

/**
 * The same as a question.
 *
 * @param {{title: string, text: string, name: string, action: string}} question
 * @returns {Promise<boolean>}
 */
export const typeToConfirm = (question) =>
  openOverlay((close) => html`<${TypeToConfirm} ...${question} onAnswer=${close} />`);
