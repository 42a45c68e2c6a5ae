import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { ACTIONS, MAX_LABEL_LENGTH, MAX_LABELS, readLabels } from 'app/thread/policy.js';
import { Select } from 'app/ui/Select.js';
import { TextField } from 'app/ui/TextField.js';

const MODES = ['unrestricted', 'everyone', 'initiator', 'labels'];

/**
 * Who may do what, one rule for each action; `rulesOf` and `policyOf` turn policies into rules and back.
 *
 * @param {object} props
 * @param {Record<string, import('app/thread/policy.js').Rule>} props.rules
 * @param {boolean} [props.disabled]
 * @param {(rules: Record<string, import('app/thread/policy.js').Rule>, valid: boolean) => void} props.onChange
 */
export function PermissionEditor({ rules, disabled = false, onChange }) {
  const [problems, setProblems] = useState({});
  const change = (action, rule, problem) => {
    const now = { ...problems, [action]: problem };
    setProblems(now);
    onChange({ ...rules, [action]: rule }, ACTIONS.every((each) => !now[each]));
  };
  return html`
    <fieldset class="permissions" disabled=${disabled}>
      <legend>${t('thread.policy')}</legend>
      ${ACTIONS.map(
        (action) => html`
          <${RuleFields}
            key=${action}
            action=${action}
            rule=${rules[action]}
            problem=${problems[action]}
            onChange=${(rule, problem) => change(action, rule, problem)}
          />
        `,
      )}
    </fieldset>
  `;
}

function RuleFields({ action, rule, problem, onChange }) {
  const [text, setText] = useState(rule.labels.join(', '));
  const onLabels = (value) => {
    const read = readLabels(value);
    setText(value);
    onChange({ mode: 'labels', labels: read.labels }, read.problem);
  };
  const onMode = (mode) => (mode === 'labels' ? onLabels(text) : onChange({ mode, labels: [] }, null));
  const limits = { max: MAX_LABELS, length: MAX_LABEL_LENGTH };
  return html`
    <div class="permission">
      <${Select}
        label=${t(`thread.policy.${action}`)}
        value=${rule.mode}
        options=${MODES.map((value) => ({ value, label: t(`thread.policy.mode.${value}`) }))}
        onChange=${onMode}
      />
      ${rule.mode === 'labels' &&
      html`<${TextField}
        label=${t('thread.policy.labels')}
        hint=${rule.labels.length === 0 ? t('thread.policy.nobody') : t('thread.policy.labels.hint', limits)}
        error=${problem ? t(`thread.policy.labels.${problem}`, limits) : undefined}
        value=${text}
        onInput=${onLabels}
      />`}
    </div>
  `;
}
