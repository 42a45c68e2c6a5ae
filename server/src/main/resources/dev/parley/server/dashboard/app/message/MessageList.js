import { html, useEffect, useLayoutEffect, useRef } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Button } from 'app/ui/Button.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { Spinner } from 'app/ui/Spinner.js';
import { Row } from 'app/message/Row.js';
import { useWindow } from 'app/message/useWindow.js';

/** Older messages are fetched when fewer than so many windows of them are left above. */
const AHEAD = 2;

/**
 * A conversation of any length, of which only what is in sight is rendered. It keeps the reader's place when older messages
 * come in, and follows new ones only while the reader is at the end.
 *
 * @param {object} props
 * @param {ReturnType<import('app/message/useTimeline.js').useTimeline>} props.source
 * @param {string} props.label what the list is called for those who cannot see it
 * @param {string} [props.target] the id of the message to show first
 * @param {(message: any) => any} props.children renders one message
 */
export function MessageList({ source, label, target, children }) {
  const { timeline, loading, error } = source;
  const { items, more, detached } = timeline;
  const view = useWindow(items, !detached);
  useTarget(items, target, view.show);
  useMore(source, view);
  const unseen = useUnseen(timeline, view.following);
  const toEnd = () => {
    if (detached) {
      source.latest();
    }
    view.follow();
  };
  return html`
    <div class="message-list">
      <div class="message-scroller" ref=${view.scroller} tabindex="0" role=${items.length > 0 ? 'feed' : 'group'} aria-label=${label} aria-busy=${loading}>
        <div class="message-space" style=${{ height: `${view.total}px` }}>
          <div class="message-canvas" ref=${view.canvas} style=${{ transform: `translateY(${view.offset}px)` }}>
            ${items.slice(view.first, view.end).map((message, i) => {
              const index = view.first + i;
              return html`
                <${Row}
                  key=${message.id}
                  message=${message}
                  previous=${items[index - 1]}
                  position=${index + 1}
                  count=${more || detached ? -1 : items.length}
                  highlighted=${message.id === target}
                  children=${children}
                />
              `;
            })}
          </div>
        </div>
      </div>
      ${loading && html`<div class="message-loading"><${Spinner} /></div>`}
      ${error && html`<${ErrorNotice} error=${error} onRetry=${items.length === 0 ? source.latest : source.older} />`}
      ${!loading && !error && items.length === 0 && html`<p class="message-none">${t('message.none')}</p>`}
      <div class="message-jump" role="status">
        ${(detached || !view.following) &&
        items.length > 0 &&
        html`<${Button} onClick=${toEnd}>${unseen > 0 ? t('message.unseen', { count: unseen }) : t('message.latest')}<//>`}
      </div>
    </div>
  `;
}

/** Brings a message into sight as soon as it is there. */
function useTarget(items, target, show) {
  const shown = useRef(null);
  useLayoutEffect(() => {
    if (target && shown.current !== target && items.some((item) => item.id === target)) {
      shown.current = target;
      show(target);
    }
  }, [items, target]);
}

/** Fetches what lies beyond the ends before the reader gets there. */
function useMore({ timeline, loading, error, older, newer }, { top, height, total }) {
  useEffect(() => {
    if (loading || error || height === 0 || timeline.items.length === 0) {
      return;
    }
    if (timeline.more && top < AHEAD * height) {
      older();
    } else if (timeline.detached && total - top - height < AHEAD * height) {
      newer();
    }
  });
}

/** How many messages have come since the reader left the end; those loaded after a jump are not new. */
function useUnseen({ items, detached }, following) {
  const seen = useRef(null);
  const jumped = useRef(false);
  if (following || detached || jumped.current) {
    seen.current = items.at(-1)?.id ?? null;
  }
  jumped.current = detached;
  const last = items.findLastIndex((item) => item.id === seen.current);
  return following || last < 0 ? 0 : items.length - 1 - last;
}
