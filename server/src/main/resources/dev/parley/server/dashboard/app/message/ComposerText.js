import { html, useLayoutEffect, useRef } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { MentionPicker } from 'app/message/MentionPicker.js';
import { useMentionPicker } from 'app/message/useMentionPicker.js';

/** It grows with its text up to here, in pixels. */
const MAX_HEIGHT = 150;

/**
 * The text field of a message: Enter sends, Shift+Enter begins a new line, `@` opens the mention picker, pasted pictures are
 * attached.
 *
 * @param {object} props
 * @param {string} props.id
 * @param {ReturnType<import('app/message/useDraft.js').useDraft>} props.draft
 * @param {{bot_id: string, name: string, online: boolean}[]} props.participants
 * @param {(files: File[]) => void} props.onFiles
 * @param {() => void} props.onEnter
 */
export function ComposerText({ id, draft, participants, onFiles, onEnter }) {
  const field = useRef(null);
  const picker = useMentionPicker(draft.text, draft.caret, participants, draft.set);
  useLayoutEffect(() => grow(field.current), [draft.text]);
  useLayoutEffect(() => placeCaret(field.current, draft), [draft.moved]);

  const onKeyDown = (event) => {
    // While an input method composes, Enter and the arrows are its own; Safari says so only by the key's code.
    if (event.isComposing || event.keyCode === 229 || picker.onKey(event)) {
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      onEnter();
    }
  };
  const onInput = (event) => {
    picker.onText();
    draft.type(event.target.value, event.target.selectionStart);
  };
  const onPaste = (event) => {
    const pictures = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith('image/'));
    if (pictures.length > 0) {
      event.preventDefault();
      onFiles(pictures);
    }
  };
  const look = (event) => draft.look(event.currentTarget.selectionStart);
  const open = picker.found.length > 0;
  return html`
    <div class="composer-text">
      <${MentionPicker} id=${`${id}-mentions`} picker=${picker} />
      <textarea
        ref=${field}
        rows="1"
        role="combobox"
        aria-label=${t('message.write')}
        aria-autocomplete="list"
        aria-expanded=${open}
        aria-controls=${`${id}-mentions`}
        aria-activedescendant=${open ? `${id}-mentions-${picker.active}` : undefined}
        placeholder=${t('message.write')}
        value=${draft.text}
        onInput=${onInput}
        onKeyDown=${onKeyDown}
        onPaste=${onPaste}
        onKeyUp=${look}
        onClick=${look}
      />
    </div>
  `;
}

function grow(field) {
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, MAX_HEIGHT)}px`;
}

/** The caret goes where a completed mention ends; at first nothing has moved, and the focus stays where it is. */
function placeCaret(field, { moved, caret }) {
  if (moved > 0) {
    field.focus();
    field.setSelectionRange(caret, caret);
  }
}
