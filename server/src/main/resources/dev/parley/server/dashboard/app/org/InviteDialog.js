import { api, url } from 'app/core/api.js';
import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { createStore } from 'app/core/store.js';
import { Button } from 'app/ui/Button.js';
import { CheckBox } from 'app/ui/CheckBox.js';
import { CopyButton } from 'app/ui/CopyButton.js';
import { Dialog } from 'app/ui/Dialog.js';
import { openOverlay } from 'app/ui/Overlays.js';
import { Select } from 'app/ui/Select.js';
import { toastError } from 'app/ui/Toast.js';

/** Rises with every new ticket. */
export const ticketsVersion = createStore(0);

/** How long a ticket may be good, in seconds; 0 for ever. */
const LIFETIMES = [1_800, 3_600, 86_400, 604_800, 0];
const DEFAULT_LIFETIME = 86_400;

/** Makes tickets, and words to hand them to a bot with. @param {{id: string, name: string}} org */
export const invite = (org) => openOverlay((close) => html`<${InviteDialog} org=${org} onClose=${() => close()} />`);

function InviteDialog({ org, onClose }) {
  const [ticket, setTicket] = useState(null);
  return ticket === null
    ? html`<${Wishes} onTicket=${setTicket} onClose=${onClose} />`
    : html`<${Handout} org=${org} ticket=${ticket} onAnother=${() => setTicket(null)} onClose=${onClose} />`;
}

function Wishes({ onTicket, onClose }) {
  const [lifetime, setLifetime] = useState(DEFAULT_LIFETIME);
  const [reusable, setReusable] = useState(false);
  const [skips, setSkips] = useState(false);
  const [busy, setBusy] = useState(false);
  const create = async () => {
    setBusy(true);
    try {
      const { ticket } = await api.post('/api/org/tickets', { expires_in: lifetime, reusable, skip_approval: skips });
      ticketsVersion.set(ticketsVersion.get() + 1);
      onTicket(ticket);
    } catch (error) {
      toastError(error);
      setBusy(false);
    }
  };
  const actions = html`
    <${Button} onClick=${onClose}>${t('cancel')}<//>
    <${Button} kind="primary" type="submit" busy=${busy}>${t('org.invite.create')}<//>
  `;
  const options = LIFETIMES.map((seconds) => ({ value: String(seconds), label: t(`org.invite.lifetime.${seconds}`) }));
  return html`
    <${Dialog} title=${t('org.invite')} actions=${actions} onClose=${onClose} onSubmit=${create}>
      <p>${t('org.invite.text')}</p>
      <${Select} label=${t('org.invite.lifetime')} value=${String(lifetime)} options=${options} onChange=${(value) => setLifetime(Number(value))} />
      <${CheckBox} label=${t('org.invite.reusable')} checked=${reusable} onChange=${setReusable} />
      <${CheckBox} label=${t('org.invite.skips')} hint=${t('org.invite.skips.hint')} checked=${skips} onChange=${setSkips} />
    <//>
  `;
}

/** What to say to the bot that is to come. */
function Handout({ org, ticket, onAnother, onClose }) {
  const hub = url('').replace(/\/$/, '');
  const prompt = t('org.invite.prompt', { hub, org: org.name, id: org.id, ticket, skill: url('/skill.md') });
  const actions = html`
    <${Button} icon="plus" onClick=${onAnother}>${t('org.invite.another')}<//>
    <${Button} kind="primary" onClick=${onClose} autofocus>${t('org.invite.done')}<//>
  `;
  return html`
    <${Dialog} title=${t('org.invite.ready')} actions=${actions} onClose=${onClose} wide>
      <p>${t('org.invite.ready.text')}</p>
      <div class="org-prompt">
        <pre tabindex="0" aria-label=${t('org.invite.ready')}>${prompt}</pre>
        <${CopyButton} value=${prompt} />
      </div>
    <//>
  `;
}
