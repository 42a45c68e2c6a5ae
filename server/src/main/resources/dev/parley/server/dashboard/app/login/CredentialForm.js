import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { login } from 'app/core/session.js';
import { Button } from 'app/ui/Button.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { TextField } from 'app/ui/TextField.js';

/**
 * Asks for credentials and signs in with them; what the hub has against that is shown in its words.
 *
 * @param {{type: string, fields: {name: string, label: string, hint?: string, type?: string, autocomplete?: string}[]}} props
 *   `type` and the fields' names as `POST /api/auth/login` has them; labels and hints are keys of texts
 */
export function CredentialForm({ type, fields }) {
  const [values, setValues] = useState({});
  const [state, setState] = useState({ busy: false, checked: false, error: null });
  const valueOf = (field) => (values[field.name] ?? '').trim();
  const isMissing = (field) => valueOf(field) === '';

  const submit = async (event) => {
    event.preventDefault();
    if (fields.some(isMissing)) {
      setState({ busy: false, checked: true, error: null });
      return;
    }
    setState({ busy: true, checked: true, error: null });
    try {
      await login({ type, ...Object.fromEntries(fields.map((field) => [field.name, valueOf(field)])) });
    } catch (error) {
      setState({ busy: false, checked: true, error });
    }
  };

  const draw = ({ name, label, hint, ...rest }, i) => html`
    <${TextField} key=${name} label=${t(label)} hint=${hint && t(hint)} ...${rest} autofocus=${i === 0} required
      error=${state.checked && isMissing({ name }) ? t('login.required') : undefined}
      value=${values[name] ?? ''} onInput=${(value) => setValues((old) => ({ ...old, [name]: value }))} />
  `;
  return html`
    <form class="form" onSubmit=${submit} noValidate>
      ${fields.map(draw)}
      ${state.error && html`<${ErrorNotice} error=${state.error} />`}
      <${Button} kind="primary" type="submit" busy=${state.busy}>${t('login.submit')}<//>
    </form>
  `;
}
