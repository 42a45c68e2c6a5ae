import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { navigate } from 'app/core/router.js';
import { approve, changeRole, deleteBot, reject } from 'app/org/bots/actions.js';
import { Button } from 'app/ui/Button.js';
import { Dialog } from 'app/ui/Dialog.js';
import { IconButton } from 'app/ui/IconButton.js';
import { Menu } from 'app/ui/Menu.js';
import { openOverlay } from 'app/ui/Overlays.js';
import { TextField } from 'app/ui/TextField.js';

const MAX_REASON = 500;

/** What can be decided of a bot. @param {{bot: object, onChange: () => void}} props `onChange` when what no event tells of changed */
export function BotActions({ bot, onChange }) {
  const { join_status: standing, auth_role: role } = bot;
  const remove = async () => (await deleteBot(bot)) && navigate('/', { replace: true });
  const become = async (wanted) => (await changeRole(bot, wanted)) && onChange();
  const other = role === 'admin' ? 'member' : 'admin';
  const items = [
    { label: t(`org.role.make.${other}`), icon: 'shield', onSelect: () => become(other) },
    { label: t('org.bot.delete'), icon: 'trash', danger: true, onSelect: remove },
  ];
  const trigger = (attributes) => html`<${IconButton} icon="more" label=${t('org.bot.more')} ...${attributes} />`;
  return html`
    <div class="org-actions">
      ${standing !== 'active' && html`<${Button} kind="primary" icon="check" onClick=${() => approve(bot)}>${t('org.approve')}<//>`}
      ${standing !== 'rejected' && html`<${Button} icon="close" onClick=${() => askToReject(bot)}>${t('org.reject')}<//>`}
      <${Menu} label=${t('org.bot.more')} trigger=${trigger} items=${items} />
    </div>
  `;
}

async function askToReject(bot) {
  const reason = await openOverlay((close) => html`<${Rejection} bot=${bot} onAnswer=${close} />`);
  if (reason !== null) {
    await reject(bot, reason);
  }
}

/** Answers with the reason, or null when nothing is to be done. */
function Rejection({ bot, onAnswer }) {
  const [reason, setReason] = useState('');
  const actions = html`
    <${Button} onClick=${() => onAnswer(null)}>${t('cancel')}<//>
    <${Button} kind="danger" type="submit">${t('org.reject')}<//>
  `;
  return html`
    <${Dialog} title=${t('org.reject.title', { name: bot.name })} actions=${actions} onClose=${() => onAnswer(null)} onSubmit=${() => onAnswer(reason.trim())}>
      <p>${t('org.reject.text')}</p>
      <${TextField} label=${t('org.reject.reason')} value=${reason} onInput=${setReason} maxlength=${MAX_REASON} autofocus />
    <//>
  `;
}
