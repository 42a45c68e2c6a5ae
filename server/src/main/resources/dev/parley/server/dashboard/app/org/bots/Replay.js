import { api } from 'app/core/api.js';
import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { before } from 'app/org/bots/webhook.js';
import { Button } from 'app/ui/Button.js';
import { Dialog } from 'app/ui/Dialog.js';
import { openOverlay } from 'app/ui/Overlays.js';
import { TextField } from 'app/ui/TextField.js';
import { toast, toastError } from 'app/ui/Toast.js';

/** Lets deliveries go on from a position. @returns {Promise<boolean>} whether they do */
export async function replay(path, position) {
  try {
    await api.post(`${path}/replay`, { position });
    toast(t('org.webhook.replayed'), 'good');
    return true;
  } catch (error) {
    toastError(error);
    return false;
  }
}

/** @returns {Promise<number | null>} the position to go on from, or null */
export const askWhence = () => openOverlay((close) => html`<${Whence} onAnswer=${close} />`);

function Whence({ onAnswer }) {
  const [time, setTime] = useState('');
  const [wrong, setWrong] = useState(false);
  const answer = () => {
    const millis = new Date(time).getTime();
    if (Number.isNaN(millis)) {
      setWrong(true);
    } else {
      onAnswer(before(millis));
    }
  };
  const actions = html`
    <${Button} onClick=${() => onAnswer(null)}>${t('cancel')}<//>
    <${Button} kind="primary" type="submit">${t('org.webhook.replay')}<//>
  `;
  return html`
    <${Dialog} title=${t('org.webhook.replay')} actions=${actions} onClose=${() => onAnswer(null)} onSubmit=${answer}>
      <p>${t('org.webhook.replay.text')}</p>
      <${TextField} type="datetime-local" step="1" label=${t('org.webhook.replay.from')} value=${time} onInput=${setTime} error=${wrong ? t('org.webhook.replay.wrong') : undefined} autofocus />
    <//>
  `;
}
