import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useResource } from 'app/core/resource.js';
import { MAX_LABEL_LENGTH } from 'app/thread/policy.js';
import { Button } from 'app/ui/Button.js';
import { Dialog } from 'app/ui/Dialog.js';
import { Empty } from 'app/ui/Empty.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { OnlineDot } from 'app/ui/OnlineDot.js';
import { openOverlay } from 'app/ui/Overlays.js';
import { SearchBox } from 'app/ui/SearchBox.js';
import { Loading } from 'app/ui/Spinner.js';
import { TextField } from 'app/ui/TextField.js';

/**
 * Asks for a bot and its label, and invites it.
 *
 * @param {object} source of the thread
 * @param {any} thread
 * @param {(action: Promise) => Promise} run carries the invitation out
 */
export function inviteBot(source, thread, run) {
  return openOverlay((close) => html`<${InviteBot} source=${source} thread=${thread} run=${run} onClose=${close} />`);
}

function InviteBot({ source, thread, run, onClose }) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState(null);
  const [label, setLabel] = useState('');
  const [busy, setBusy] = useState(false);
  const invite = async () => {
    if (chosen !== null && !busy) {
      setBusy(true);
      await run(source.invite(chosen, label.trim()));
      onClose();
    }
  };
  const actions = html`
    <${Button} onClick=${() => onClose()}>${t('cancel')}<//>
    <${Button} kind="primary" type="submit" disabled=${chosen === null} busy=${busy}>${t('thread.invite')}<//>
  `;
  return html`
    <${Dialog} title=${t('thread.invite')} onClose=${() => onClose()} onSubmit=${invite} actions=${actions}>
      <${SearchBox} label=${t('thread.invite.search')} onSearch=${setSearch} />
      <${Candidates} source=${source} thread=${thread} search=${search} chosen=${chosen} onChoose=${setChosen} />
      <${TextField}
        label=${t('thread.invite.label')}
        hint=${t('thread.invite.label.hint')}
        value=${label}
        maxlength=${MAX_LABEL_LENGTH}
        onInput=${setLabel}
      />
    <//>
  `;
}

/** Those who are not in the thread yet and may come in. */
function Candidates({ source, thread, search, chosen, onChoose }) {
  const { data, error, reload } = useResource(() => source.bots(search), [source, search]);
  if (error) {
    return html`<${ErrorNotice} error=${error} onRetry=${reload} />`;
  }
  if (!data) {
    return html`<${Loading} />`;
  }
  const present = new Set(thread.participants.map((participant) => participant.bot_id));
  const bots = data.filter((bot) => bot.join_status === 'active' && !present.has(bot.id));
  return bots.length === 0
    ? html`<${Empty} icon="bot" title=${t('thread.invite.none')} />`
    : html`
        <ul class="bot-choice" role="radiogroup" aria-label=${t('thread.invite.bot')}>
          ${bots.map(
            (bot) => html`
              <li key=${bot.id} role="presentation">
                <label>
                  <input type="radio" name="bot" checked=${chosen === bot.id} onChange=${() => onChoose(bot.id)} />
                  <${OnlineDot} online=${bot.online} /> ${bot.name} <small>${bot.role}</small>
                </label>
              </li>
            `,
          )}
        </ul>
      `;
}
