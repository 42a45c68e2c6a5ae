import { html, useMemo } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Code } from 'app/message/Code.js';

/** Longer values are folded until somebody wants to see them. */
const MAX_LINES = 40;

/**
 * A JSON value, pretty; its text when it is given as text that is none.
 *
 * @param {{value: any}} props
 */
export function JsonView({ value }) {
  const text = useMemo(() => prettyJson(value), [value]);
  const lines = text.split('\n').length;
  const code = html`<${Code} text=${text} language="json" />`;
  return lines <= MAX_LINES
    ? code
    : html`<details class="folded"><summary>${t('message.json.lines', { lines })}</summary>${code}</details>`;
}

/**
 * A value, or the text of one, with one entry a line.
 *
 * @param {any} value
 */
export function prettyJson(value) {
  try {
    return JSON.stringify(typeof value === 'string' ? JSON.parse(value) : value, null, 2);
  } catch {
    return String(value);
  }
}
