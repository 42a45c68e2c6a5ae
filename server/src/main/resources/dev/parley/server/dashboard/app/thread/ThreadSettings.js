import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { PermissionEditor } from 'app/thread/PermissionEditor.js';
import { policyOf, rulesOf } from 'app/thread/policy.js';
import { Button } from 'app/ui/Button.js';
import { Select } from 'app/ui/Select.js';
import { Switch } from 'app/ui/Switch.js';
import { toast, toastError } from 'app/ui/Toast.js';

const VISIBILITIES = ['public', 'members', 'private'];
const JOIN_POLICIES = ['open', 'approval', 'invite_only'];

const options = (kind, values) => values.map((value) => ({ value, label: t(`thread.${kind}.${value}`) }));

/**
 * Who sees a thread, who gets in, and who may do what in it. Only to be read for those who may not manage it.
 *
 * @param {{source: object, thread: any, powers: import('app/thread/powers.js').Powers, onChange: (change: Promise) => Promise}} props
 */
export function ThreadSettings({ source, thread, powers, onChange }) {
  const [form, setForm] = useState(() => formOf(thread));
  const [valid, setValid] = useState(true);
  const [busy, setBusy] = useState(false);
  const set = (part) => setForm({ ...form, ...part });
  const locked = !powers.manage;
  const isPrivate = form.visibility === 'private';
  const save = async (event) => {
    event.preventDefault();
    setBusy(true);
    await onChange(source.update(changesOf(form))).then(() => toast(t('thread.settings.saved'), 'good'), toastError);
    setBusy(false);
  };
  return html`
    <form class="thread-settings" onSubmit=${save}>
      ${locked && html`<p class="thread-notice" role="note">${t('thread.settings.locked')}</p>`}
      <${Select}
        label=${t('thread.visibility')}
        hint=${t(`thread.visibility.${form.visibility}.hint`)}
        value=${form.visibility}
        options=${options('visibility', VISIBILITIES)}
        disabled=${locked}
        onChange=${(visibility) => set({ visibility })}
      />
      <${Select}
        label=${t('thread.join')}
        hint=${isPrivate ? t('thread.join.private') : undefined}
        value=${isPrivate ? 'invite_only' : form.join}
        options=${options('join', JOIN_POLICIES)}
        disabled=${locked || isPrivate}
        onChange=${(join) => set({ join })}
      />
      <${Switch}
        label=${t('thread.policy.own')}
        hint=${t('thread.policy.own.hint')}
        checked=${form.own}
        disabled=${locked}
        onChange=${(own) => set({ own })}
      />
      ${form.own &&
      html`<${PermissionEditor}
        rules=${form.rules}
        disabled=${locked}
        onChange=${(rules, ok) => {
          set({ rules });
          setValid(ok);
        }}
      />`}
      ${!locked &&
      html`<${Button} kind="primary" type="submit" busy=${busy} disabled=${form.own && !valid}>${t('thread.settings.save')}<//>`}
    </form>
  `;
}

function formOf(thread) {
  return {
    visibility: thread.visibility,
    join: thread.join_policy,
    own: thread.permission_policy !== null,
    rules: rulesOf(thread.permission_policy),
  };
}

function changesOf({ visibility, join, own, rules }) {
  return {
    visibility,
    join_policy: visibility === 'private' ? 'invite_only' : join,
    permission_policy: own ? policyOf(rules) : null,
  };
}
