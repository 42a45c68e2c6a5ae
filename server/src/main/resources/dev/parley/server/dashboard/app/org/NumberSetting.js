import { html, useEffect, useRef, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Button } from 'app/ui/Button.js';
import { Icon } from 'app/ui/Icon.js';
import { TextField } from 'app/ui/TextField.js';

/**
 * A whole number from 1 on, changed where it stands: Enter saves, Esc leaves it as it was.
 *
 * @param {object} props
 * @param {string} props.label
 * @param {number | null} props.value
 * @param {boolean} [props.optional] whether it may be null, by an empty field: without a limit
 * @param {boolean} [props.disabled]
 * @param {(value: number | null) => Promise<boolean>} props.onSave
 */
export function NumberSetting({ label, value, optional = false, disabled = false, onSave }) {
  const [text, setText] = useState(null);
  const form = useRef(null);
  // Whoever opened it wants to type.
  useEffect(() => form.current?.querySelector('input').select(), [text === null]);
  if (text === null) {
    const shown = value ?? t('org.settings.unlimited');
    return html`
      <div class="setting">
        <span>${label}</span>
        <button type="button" class="setting-value" disabled=${disabled} aria-label=${t('org.settings.change', { label, value: shown })} onClick=${() => setText(value === null ? '' : String(value))}>
          <strong>${shown}</strong><${Icon} name="edit" size=${14} />
        </button>
      </div>
    `;
  }
  const wanted = optional && text.trim() === '' ? null : Number(text);
  const wrong = wanted !== null && !(Number.isSafeInteger(wanted) && wanted >= 1);
  const submit = async (event) => {
    event.preventDefault();
    if (!wrong && (wanted === value || (await onSave(wanted)))) {
      setText(null);
    }
  };
  const onKeyDown = (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      setText(null);
    }
  };
  return html`
    <form ref=${form} class="setting setting-open" noValidate onSubmit=${submit} onKeyDown=${onKeyDown}>
      <${TextField}
        label=${label}
        hint=${optional ? t('org.settings.empty') : undefined}
        error=${wrong ? t('org.settings.wrong') : undefined}
        value=${text}
        onInput=${setText}
        inputmode="numeric"
        autocomplete="off"
        disabled=${disabled}
      />
      <div class="org-actions">
        <${Button} onClick=${() => setText(null)}>${t('cancel')}<//>
        <${Button} kind="primary" type="submit" busy=${disabled} disabled=${wrong}>${t('save')}<//>
      </div>
    </form>
  `;
}
