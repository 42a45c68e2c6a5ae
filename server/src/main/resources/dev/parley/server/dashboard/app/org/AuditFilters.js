import { api } from 'app/core/api.js';
import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Button } from 'app/ui/Button.js';
import { TextField } from 'app/ui/TextField.js';

/** Of what is offered; there may be others. */
const VERBS = {
  artifact: 'add update',
  auth: 'login logout session_force_logout ticket_revoked',
  bot: 'delete join_status_changed profile_update register rename role_change token_create token_revoke tombstone_cleared webhook_create webhook_delete webhook_replay webhook_secret_rotate webhook_update',
  file: 'upload',
  lifecycle: 'cleanup',
  message: 'send',
  settings: 'update',
  thread: 'create invite join join_approved join_policy_changed join_rejected join_requested leave permission_denied remove_participant status_changed visibility_changed write_denied',
};
const ACTIONS = Object.entries(VERBS).flatMap(([subject, verbs]) => verbs.split(' ').map((verb) => `${subject}.${verb}`));
const TARGETS = ['artifact', 'bot', 'channel_message', 'file', 'org_settings', 'org_ticket', 'session', 'thread', 'thread_message', 'token'];
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** As an input of date and time wants it, in the reader's own time. */
function localTime(millis) {
  const date = new Date(Number(millis));
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** People write names where the hub wants ids; what is neither is looked for as it is. */
async function idOf(who) {
  return ID.test(who) || who === 'org_admin' ? who : (await api.get(`/api/bots/${encodeURIComponent(who)}/profile`)).id;
}

/** @param {{filter: Record<string, string>, onChange: (filter: Record<string, string>) => void}} props only what is given is in it */
export function AuditFilters({ filter, onChange }) {
  const [fields, setFields] = useState({
    ...filter,
    since: filter.since && localTime(filter.since),
    until: filter.until && localTime(filter.until),
  });
  const [problem, setProblem] = useState(undefined);
  const apply = async (event) => {
    event.preventDefault();
    setProblem(undefined);
    try {
      const who = fields.bot_id?.trim() && (await idOf(fields.bot_id.trim()));
      const time = (value) => value && String(new Date(value).getTime());
      const wanted = { ...fields, bot_id: who, since: time(fields.since), until: time(fields.until) };
      onChange(Object.fromEntries(Object.entries(wanted).filter(([, value]) => value?.trim())));
    } catch (error) {
      setProblem(error.status === 404 ? t('org.audit.nobody') : error.message);
    }
  };
  const reset = () => {
    setFields({});
    setProblem(undefined);
    onChange({});
  };
  const field = (name, props) => html`
    <${TextField} label=${t(`org.audit.filter.${name}`)} value=${fields[name] ?? ''} onInput=${(value) => setFields({ ...fields, [name]: value })} ...${props} />
  `;
  return html`
    <form class="org-filters" aria-label=${t('org.audit.filter')} onSubmit=${apply}>
      ${field('bot_id', { error: problem })}
      ${field('action', { list: 'audit-actions' })}
      ${field('target_type', { list: 'audit-targets' })}
      ${field('target_id')}
      ${field('since', { type: 'datetime-local' })}
      ${field('until', { type: 'datetime-local' })}
      <datalist id="audit-actions">${ACTIONS.map((action) => html`<option key=${action} value=${action}></option>`)}</datalist>
      <datalist id="audit-targets">${TARGETS.map((target) => html`<option key=${target} value=${target}></option>`)}</datalist>
      <div class="org-actions">
        <${Button} onClick=${reset}>${t('org.audit.reset')}<//>
        <${Button} kind="primary" icon="filter" type="submit">${t('org.audit.apply')}<//>
      </div>
    </form>
  `;
}
