import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { PermissionEditor } from 'app/thread/PermissionEditor.js';
import { policyOf, rulesOf } from 'app/thread/policy.js';
import { Button } from 'app/ui/Button.js';

/**
 * What holds in threads without a policy of their own.
 *
 * @param {{policy: object | null, disabled: boolean, onSave: (policy: object | null) => Promise<boolean>}} props
 */
export function DefaultPolicy({ policy, disabled, onSave }) {
  const [rules, setRules] = useState(() => rulesOf(policy));
  const [valid, setValid] = useState(true);
  const change = (changed, fine) => {
    setRules(changed);
    setValid(fine);
  };
  return html`
    <${PermissionEditor} rules=${rules} disabled=${disabled} onChange=${change} />
    <div class="org-actions">
      ${policy !== null && html`<${Button} disabled=${disabled} onClick=${() => onSave(null)}>${t('org.settings.policy.remove')}<//>`}
      <${Button} kind="primary" disabled=${disabled || !valid} onClick=${() => onSave(policyOf(rules))}>${t('org.settings.policy.save')}<//>
    </div>
  `;
}
