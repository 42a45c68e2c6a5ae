import { html, useId, useRef, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Attachments } from 'app/message/Attachments.js';
import { admit, bodyOf, isBusy, TYPES } from 'app/message/attachments.js';
import { ComposerText } from 'app/message/ComposerText.js';
import { excerpt } from 'app/message/parts.js';
import { useDraft } from 'app/message/useDraft.js';
import { useDrop } from 'app/message/useDrop.js';
import { useUploads } from 'app/message/useUploads.js';
import { IconButton } from 'app/ui/IconButton.js';
import { toast, toastError } from 'app/ui/Toast.js';

/**
 * Where a message is written: text with mentions, pictures, and what it answers. A message that could not be sent stays.
 *
 * @param {object} props
 * @param {string} props.place what the draft belongs to; another one has its own
 * @param {{bot_id: string, name: string, online: boolean}[]} props.participants who can be mentioned
 * @param {any} [props.reply] the message to answer
 * @param {() => void} props.onReplyEnd it is not to be answered any more
 * @param {(body: {content: string, parts?: object[], reply_to?: string}) => Promise<any>} props.onSend
 * @param {number} props.maxBytes of a picture
 */
export function Composer({ place, participants, reply, onReplyEnd, onSend, maxBytes }) {
  const draft = useDraft(place, reply);
  const uploads = useUploads();
  const [sending, setSending] = useState(false);
  const id = useId();

  const attach = (files) => {
    const { accepted, refused } = admit(files, uploads.list.length, maxBytes);
    refused.forEach(({ file, why }) => toast(t(`message.attachment.${why}`, { name: file.name }), 'error'));
    uploads.add(accepted);
  };
  const drop = useDrop(attach);

  const text = draft.text.trim();
  const done = uploads.list.filter((item) => item.state === 'done');
  const ready = !sending && !isBusy(uploads.list) && (text !== '' || done.length > 0);
  const send = async () => {
    if (!ready) {
      return;
    }
    setSending(true);
    try {
      await onSend({ ...bodyOf(text, done), ...(reply && { reply_to: reply.id }) });
      draft.clear();
      uploads.clear(done.map((item) => item.id));
      onReplyEnd();
    } catch (error) {
      toastError(error);
    } finally {
      setSending(false);
    }
  };

  return html`
    <form class=${drop.over ? 'composer dropping' : 'composer'} ...${drop.handlers} onSubmit=${stop(send)}>
      ${drop.over && html`<p class="drop-here">${t('message.drop')}</p>`}
      ${reply && html`<${ReplyBar} message=${reply} onEnd=${onReplyEnd} />`}
      <${Attachments} uploads=${uploads} />
      <div class="composer-line">
        <${PicturesButton} onFiles=${attach} />
        <${ComposerText} id=${id} draft=${draft} participants=${participants} onFiles=${attach} onEnter=${send} />
        <${IconButton} icon="send" type="submit" label=${t('message.send')} disabled=${!ready} />
      </div>
    </form>
  `;
}

function stop(then) {
  return (event) => {
    event.preventDefault();
    then();
  };
}

function ReplyBar({ message, onEnd }) {
  return html`
    <div class="reply-bar">
      <span>${t('message.replying', { name: message.sender_name })}</span>
      <q>${excerpt(message.content, 80)}</q>
      <${IconButton} icon="close" label=${t('message.reply.cancel')} onClick=${onEnd} />
    </div>
  `;
}

function PicturesButton({ onFiles }) {
  const input = useRef(null);
  const take = (event) => {
    onFiles([...event.target.files]);
    event.target.value = '';
  };
  return html`
    <${IconButton} icon="image" label=${t('message.attach')} onClick=${() => input.current.click()} />
    <input ref=${input} type="file" hidden multiple accept=${TYPES.join()} aria-label=${t('message.attach')} onChange=${take} />
  `;
}
