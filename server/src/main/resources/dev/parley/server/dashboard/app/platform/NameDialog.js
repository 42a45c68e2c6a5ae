import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Button } from 'app/ui/Button.js';
import { Dialog } from 'app/ui/Dialog.js';
import { openOverlay } from 'app/ui/Overlays.js';
import { TextField } from 'app/ui/TextField.js';

const MAX_NAME = 256;

function NameDialog({ title, text, action, name, onAnswer }) {
  const [value, setValue] = useState(name);
  const typed = value.trim();
  const actions = html`
    <${Button} onClick=${() => onAnswer(null)}>${t('cancel')}<//>
    <${Button} kind="primary" type="submit" disabled=${typed === '' || typed === name}>${action}<//>
  `;
  const submit = () => typed !== '' && typed !== name && onAnswer(typed);
  return html`
    <${Dialog} title=${title} actions=${actions} onClose=${() => onAnswer(null)} onSubmit=${submit}>
      ${text && html`<p>${text}</p>`}
      <${TextField} label=${t('platform.name')} value=${value} onInput=${setValue} maxLength=${MAX_NAME} autocomplete="off" autofocus />
    <//>
  `;
}

/**
 * Asks for a name.
 *
 * @param {{title: string, text?: string, action: string, name?: string}} question `name` is the one to be changed
 * @returns {Promise<?string>} null when it was thought better of
 */
export const askName = ({ name = '', ...question }) =>
  openOverlay((close) => html`<${NameDialog} ...${question} name=${name} onAnswer=${close} />`);
