import { html } from 'app/core/html.js';
import { locale, t } from 'app/core/i18n.js';
import { ErrorBoundary } from 'app/ui/ErrorBoundary.js';
import { Malformed } from 'app/message/Parts.js';
import { isReadable } from 'app/message/parts.js';

/**
 * One message's place in a list, under the day when it is the first of one. What cannot be shown does not break the others.
 *
 * @param {object} props
 * @param {any} props.message
 * @param {any} [props.previous] the message before it
 * @param {number} props.position from 1
 * @param {number} props.count of all messages, -1 when not known
 * @param {boolean} props.highlighted
 * @param {(message: any) => any} props.children renders the message
 */
export function Row({ message, previous, position, count, highlighted, children: show }) {
  const readable = isReadable(message);
  const day = readable && dayOf(message) !== dayOf(previous) && dayOf(message);
  return html`
    <article
      class=${highlighted ? 'message-row highlighted' : 'message-row'}
      data-id=${message.id}
      aria-posinset=${position}
      aria-setsize=${count}
      aria-label=${readable ? t('message.by', { name: message.sender_name }) : t('message.malformed')}
    >
      ${day && html`<h3 class="message-day"><span>${day}</span></h3>`}
      <${ErrorBoundary} notice=${() => html`<${Malformed} />`}>${readable ? show(message) : html`<${Malformed} />`}<//>
    </article>
  `;
}

function dayOf(message) {
  return isReadable(message) ? days().format(message.created_at) : null;
}

let format;

/** Made once per language: making one takes longer than using it a thousand times. */
function days() {
  if (format?.language !== locale()) {
    const dates = new Intl.DateTimeFormat(locale(), { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
    format = { language: locale(), format: (time) => dates.format(time) };
  }
  return format;
}
