import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useResource } from 'app/core/resource.js';
import { Time } from 'app/core/time.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { Icon } from 'app/ui/Icon.js';
import { IconButton } from 'app/ui/IconButton.js';
import { Popover } from 'app/ui/Popover.js';
import { Loading } from 'app/ui/Spinner.js';

const ICONS = { acknowledged: 'check', delivered: 'download', pending: 'history' };

/**
 * Who has seen a message: a button that opens the list.
 *
 * @param {{load: () => Promise<{recipients: {bot_id: string, name: string, state: string, at: number | null}[]}>}} props
 */
export function Receipts({ load }) {
  const label = t('message.receipts');
  const trigger = (attributes) => html`<${IconButton} ...${attributes} icon="eye" label=${label} />`;
  return html`<${Popover} label=${label} trigger=${trigger}>${() => html`<${Recipients} load=${load} />`}<//>`;
}

function Recipients({ load }) {
  const { data, error, reload } = useResource(load, []);
  if (error) {
    return html`<${ErrorNotice} error=${error} onRetry=${reload} />`;
  }
  if (!data) {
    return html`<${Loading} />`;
  }
  return data.recipients.length === 0
    ? html`<p>${t('message.receipts.none')}</p>`
    : html`<ul class="receipts">${data.recipients.map(recipient)}</ul>`;
}

function recipient({ bot_id: id, name, state, at }) {
  return html`
    <li key=${id} data-state=${state}>
      <${Icon} name=${ICONS[state] ?? 'info'} />
      <span>${name}</span>
      <small>${t(`message.receipts.${state}`)} ${at !== null && html`<${Time} at=${at} />`}</small>
    </li>
  `;
}
