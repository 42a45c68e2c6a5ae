import { html, useEffect, useMemo } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Button } from 'app/ui/Button.js';
import { IconButton } from 'app/ui/IconButton.js';

/**
 * The pictures of the message being written, with how far each has come.
 *
 * @param {{uploads: ReturnType<import('app/message/useUploads.js').useUploads>}} props
 */
export function Attachments({ uploads }) {
  return (
    uploads.list.length > 0 &&
    html`
      <ul class="attachments" aria-label=${t('message.attachments')}>
        ${uploads.list.map((item) => html`<${Attachment} key=${item.id} item=${item} uploads=${uploads} />`)}
      </ul>
    `
  );
}

function Attachment({ item, uploads }) {
  const { id, file, state, progress, problem } = item;
  const preview = usePreview(file);
  const percent = Math.round(progress * 100);
  return html`
    <li data-state=${state}>
      <img src=${preview} alt=${file.name} />
      ${state === 'failed'
        ? html`
            <p class="attachment-problem" role="alert">${problem}</p>
            <${Button} onClick=${() => uploads.retry(id)}>${t('message.attachment.retry')}<//>
          `
        : state !== 'done' &&
          html`<progress max="100" value=${percent} aria-label=${t('message.attachment.progress', { name: file.name })}>
            ${percent} %
          </progress>`}
      <${IconButton}
        icon="close"
        label=${t('message.attachment.remove', { name: file.name })}
        onClick=${() => uploads.remove(id)}
      />
    </li>
  `;
}

function usePreview(file) {
  const preview = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(preview), [preview]);
  return preview;
}
