import { html, useLayoutEffect, useRef } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { OnlineDot } from 'app/ui/OnlineDot.js';

/**
 * Whom to mention, above the text that is being written. The text field keeps the focus.
 *
 * @param {{id: string, picker: ReturnType<import('app/message/useMentionPicker.js').useMentionPicker>}} props
 */
export function MentionPicker({ id, picker }) {
  const list = useRef(null);
  useLayoutEffect(() => list.current?.children[picker.active]?.scrollIntoView({ block: 'nearest' }), [picker.active]);
  return (
    picker.found.length > 0 &&
    html`
      <ul class="mention-picker" id=${id} ref=${list} role="listbox" aria-label=${t('message.mention')}>
        ${picker.found.map(
          (candidate, index) => html`
            <li
              key=${candidate.name}
              id=${`${id}-${index}`}
              role="option"
              aria-selected=${index === picker.active}
              onMouseMove=${() => picker.choose(index)}
              onMouseDown=${(event) => event.preventDefault()}
              onClick=${() => picker.pick(index)}
            >
              ${candidate.everyone
                ? html`<strong>@all</strong> <small>${t('message.mention.all')}</small>`
                : html`<${OnlineDot} online=${candidate.online} /> ${candidate.name}`}
            </li>
          `,
        )}
      </ul>
    `
  );
}
