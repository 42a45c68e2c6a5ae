import { api } from 'app/core/api.js';
import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useResource } from 'app/core/resource.js';
import { useTitle } from 'app/core/router.js';
import { DefaultPolicy } from 'app/org/DefaultPolicy.js';
import { NumberSetting } from 'app/org/NumberSetting.js';
import { rotateSecret } from 'app/org/rotateSecret.js';
import { Button } from 'app/ui/Button.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { Loading } from 'app/ui/Spinner.js';
import { Switch } from 'app/ui/Switch.js';
import { toast, toastError } from 'app/ui/Toast.js';

const PATH = '/api/org/settings';
const LIMITS = ['messages_per_minute_per_bot', 'threads_per_hour_per_bot', 'file_upload_mb_per_day_per_bot'];
const DAYS = ['message_ttl_days', 'thread_auto_close_days', 'artifact_retention_days'];

/** What administrators decide for their organisation. One thing is saved at a time. */
export function Settings() {
  const { data, error, reload, set } = useResource(() => api.get(PATH), []);
  const [saving, setSaving] = useState(false);
  useTitle(t('org.settings'));
  if (!data) {
    return error ? html`<${ErrorNotice} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  }
  /** @returns {Promise<boolean>} whether it was saved */
  const save = async (changes) => {
    setSaving(true);
    try {
      set(await api.patch(PATH, changes));
      toast(t('org.settings.saved'), 'good');
      return true;
    } catch (problem) {
      toastError(problem);
      return false;
    } finally {
      setSaving(false);
    }
  };
  const number = (name, optional) => html`
    <${NumberSetting} key=${name} label=${t(`org.settings.${name}`)} value=${data[name]} optional=${optional} disabled=${saving} onSave=${(value) => save({ [name]: value })} />
  `;
  return html`
    <section class="org-page org-settings" aria-labelledby="settings-title">
      <h1 id="settings-title">${t('org.settings')}</h1>
      <${Group} title=${t('org.settings.joining')}>
        <${Switch} label=${t('org.settings.join_approval_required')} hint=${t('org.settings.join_approval_required.hint')} checked=${data.join_approval_required} disabled=${saving} onChange=${(on) => save({ join_approval_required: on })} />
      <//>
      <${Group} title=${t('org.settings.limits')}>${LIMITS.map((name) => number(name, false))}<//>
      <${Group} title=${t('org.settings.retention')} text=${t('org.settings.retention.text')}>${DAYS.map((name) => number(name, true))}<//>
      <${Group} title=${t('org.settings.policy')} text=${t('org.settings.policy.text')}>
        <${DefaultPolicy} key=${JSON.stringify(data.default_thread_permission_policy)} policy=${data.default_thread_permission_policy} disabled=${saving} onSave=${(policy) => save({ default_thread_permission_policy: policy })} />
      <//>
      <${Group} title=${t('org.secret')} text=${t('org.secret.text')}>
        <div class="org-actions"><${Button} kind="danger" icon="key" onClick=${rotateSecret}>${t('org.secret.rotate')}<//></div>
      <//>
    </section>
  `;
}

function Group({ title, text, children }) {
  return html`
    <section class="card" aria-label=${title}>
      <header class="card-head"><h2>${title}</h2></header>
      ${text && html`<p class="soft">${text}</p>`}
      ${children}
    </section>
  `;
}
