import { html } from 'app/core/html.js';
import { arrowKeys } from 'app/core/keys.js';
import { link } from 'app/core/router.js';
import { Time } from 'app/core/time.js';
import { ErrorBoundary } from 'app/ui/ErrorBoundary.js';
import { Empty } from 'app/ui/Empty.js';
import { LoadMore } from 'app/ui/LoadMore.js';
import { Loading } from 'app/ui/Spinner.js';

const moveFocus = arrowKeys('.conversation');

/**
 * Conversations as links, to be gone through with the arrows.
 *
 * @template T
 * @param {{pages: object, label: string, empty: string, draw: (item: T) => {id: string, place: string, open: boolean,
 *   at: number, title: object, note: object}}} props `pages` are those of `usePages`
 */
export function ConversationList({ pages, label, empty, draw }) {
  const { items, loading, error } = pages;
  if (items.length === 0 && loading) {
    return html`<${Loading} />`;
  }
  return html`
    <ul class="conversations" aria-label=${label} aria-busy=${loading} onKeyDown=${moveFocus}>
      ${items.map((item) => html`<${ErrorBoundary} key=${item.id}><${Conversation} item=${item} draw=${draw} /><//>`)}
    </ul>
    ${items.length === 0 && !error && html`<${Empty} title=${empty} />`}
    <${LoadMore} pages=${pages} />
  `;
}

function Conversation({ item, draw }) {
  const { place, open, at, title, note } = draw(item);
  return html`
    <li>
      <a class="conversation" href=${link(place)} aria-current=${open ? 'page' : undefined}>
        <span class="conversation-title">${title}</span>
        <span class="conversation-time"><${Time} at=${at} /></span>
        <span class="conversation-note">${note}</span>
      </a>
    </li>
  `;
}
