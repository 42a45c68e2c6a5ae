import { api } from 'app/core/api.js';
import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Button } from 'app/ui/Button.js';
import { Dialog } from 'app/ui/Dialog.js';
import { openOverlay } from 'app/ui/Overlays.js';
import { showSecret } from 'app/ui/SecretDialog.js';
import { Select } from 'app/ui/Select.js';
import { TextField } from 'app/ui/TextField.js';
import { toastError } from 'app/ui/Toast.js';

const DAY_S = 86_400;

/** Seconds; 0 is for ever. */
const LIFETIMES = { never: 0, day: DAY_S, week: 7 * DAY_S, month: 30 * DAY_S, quarter: 90 * DAY_S };

const MAX_USES = 2_147_483_647;
const MAX_LABEL = 256;

const parseUses = (text) => (/^\d{1,10}$/.test(text.trim()) && Number(text) <= MAX_USES ? Number(text) : null);

function NewInviteCode({ onAnswer }) {
  const [label, setLabel] = useState('');
  const [uses, setUses] = useState('0');
  const [lifetime, setLifetime] = useState('never');
  const maxUses = parseUses(uses);
  const options = Object.keys(LIFETIMES).map((name) => ({ value: name, label: t(`platform.lifetime.${name}`) }));
  const submit = () => {
    if (maxUses !== null) {
      onAnswer({ ...(label.trim() && { label: label.trim() }), max_uses: maxUses, expires_in: LIFETIMES[lifetime] });
    }
  };
  const actions = html`
    <${Button} onClick=${() => onAnswer(null)}>${t('cancel')}<//>
    <${Button} kind="primary" type="submit" disabled=${maxUses === null}>${t('platform.create')}<//>
  `;
  return html`
    <${Dialog} title=${t('platform.code.create')} actions=${actions} onClose=${() => onAnswer(null)} onSubmit=${submit}>
      <${TextField} label=${t('platform.code.label')} hint=${t('platform.code.label.hint')} value=${label} onInput=${setLabel} maxLength=${MAX_LABEL} autofocus />
      <${TextField} label=${t('platform.code.max-uses')} hint=${t('platform.code.max-uses.hint')} inputmode="numeric" value=${uses}
        onInput=${setUses} error=${maxUses === null ? t('platform.code.max-uses.wrong') : undefined} />
      <${Select} label=${t('platform.code.lifetime')} value=${lifetime} options=${options} onChange=${setLifetime} />
    <//>
  `;
}

/** Asks what the code is to be good for, makes it, and shows it. */
export async function createInviteCode(changed) {
  const wanted = await openOverlay((close) => html`<${NewInviteCode} onAnswer=${close} />`);
  if (wanted === null) {
    return;
  }
  try {
    const { code } = await api.post('/api/platform/invite-codes', wanted);
    changed();
    const secrets = [{ label: t('platform.code'), value: code, open: true }];
    await showSecret({ title: t('platform.code.created'), text: t('platform.code.created.text'), secrets });
  } catch (error) {
    toastError(error);
  }
}
