import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { inviteBot } from 'app/thread/InviteBot.js';
import { Badge } from 'app/ui/Badge.js';
import { Button } from 'app/ui/Button.js';
import { confirm } from 'app/ui/Confirm.js';
import { IconButton } from 'app/ui/IconButton.js';
import { OnlineDot } from 'app/ui/OnlineDot.js';
import { toastError } from 'app/ui/Toast.js';

/**
 * Who takes part in a thread; who may, invites and removes.
 *
 * @param {{source: object, thread: any, powers: import('app/thread/powers.js').Powers, onChange: (change: Promise) => Promise}} props
 */
export function Participants({ source, thread, powers, onChange }) {
  const reload = (action) => onChange(action.then(source.get)).catch(toastError);
  const remove = async ({ bot_id: id, name }) => {
    const question = { title: t('thread.remove.title', { name }), text: t('thread.remove.text'), action: t('thread.remove') };
    if (await confirm({ ...question, danger: true })) {
      await reload(source.remove(id));
    }
  };
  return html`
    <ul class="participants">
      ${thread.participants.map(
        (bot) => html`
          <li key=${bot.bot_id}>
            <${OnlineDot} online=${bot.online} />
            <span class="participant-name">${bot.name}</span>
            ${bot.bot_id === thread.initiator_id && html`<${Badge} tone="accent">${t('thread.initiator')}<//>`}
            ${bot.label && html`<${Badge}>${bot.label}<//>`}
            ${powers.remove(bot.bot_id) &&
            html`<${IconButton} icon="close" label=${t('thread.remove.title', { name: bot.name })} onClick=${() => remove(bot)} />`}
          </li>
        `,
      )}
    </ul>
    ${powers.invite &&
    html`<${Button} icon="plus" onClick=${() => inviteBot(source, thread, reload)}>${t('thread.invite')}<//>`}
  `;
}
