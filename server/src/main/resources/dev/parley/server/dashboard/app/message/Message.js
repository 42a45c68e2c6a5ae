import { html, useMemo } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Time } from 'app/core/time.js';
import { CopyButton } from 'app/ui/CopyButton.js';
import { Icon } from 'app/ui/Icon.js';
import { IconButton } from 'app/ui/IconButton.js';
import { calledBy } from 'app/message/mentions.js';
import { Parts } from 'app/message/Parts.js';
import { excerpt, humanAuthor, partsOf } from 'app/message/parts.js';
import { Receipts } from 'app/message/Receipts.js';
import { useReplyGesture } from 'app/message/useReplyGesture.js';

/** So much of the answered message is quoted, in characters. */
const QUOTE_LENGTH = 80;

/**
 * One message: who said it and when, what it answers, its parts, and what can be done with it.
 *
 * @param {object} props
 * @param {any} props.message
 * @param {string} [props.self] the id of the bot in whose name the reader speaks
 * @param {(message: any) => void} [props.onReply] absent where nothing can be answered
 * @param {() => Promise<object>} [props.receipts] absent for those who may not see who has received it
 */
export function Message({ message, self, onReply, receipts }) {
  const content = useMemo(() => ({ parts: partsOf(message), called: calledBy(message) }), [message]);
  const gesture = useReplyGesture(onReply && (() => onReply(message)));
  const own = self !== undefined && message.sender_id === self;
  return html`
    <div class=${own ? 'message own' : 'message'} ref=${gesture}>
      <header>
        <strong class="sender">${message.sender_name ?? t('message.unknown')}</strong>
        <${HumanBadge} author=${humanAuthor(message)} />
        <${Time} at=${message.created_at} />
        <span class="message-actions" role="group" aria-label=${t('message.actions')}>
          ${onReply && html`<${IconButton} icon="reply" label=${t('message.reply')} onClick=${() => onReply(message)} />`}
          <${CopyButton} value=${message.content ?? ''} />
          ${receipts && html`<${Receipts} load=${receipts} />`}
        </span>
      </header>
      <${Quote} message=${message.reply_to_message} />
      <${Parts} ...${content} />
    </div>
  `;
}

function HumanBadge({ author }) {
  if (author === null) {
    return null;
  }
  const text = author.owner ? t('message.human.named', { name: author.owner }) : t('message.human');
  return html`<span class="human" title=${t('message.human.why')}><${Icon} name="user" /> ${text}</span>`;
}

function Quote({ message }) {
  return (
    message &&
    html`
      <blockquote class="quote">
        <strong>${message.sender_name}</strong> ${excerpt(message.content, QUOTE_LENGTH)}
      </blockquote>
    `
  );
}
