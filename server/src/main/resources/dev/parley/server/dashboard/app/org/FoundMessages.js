import { api } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useResource } from 'app/core/resource.js';
import { link } from 'app/core/router.js';
import { Time } from 'app/core/time.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';

/** What is shorter is not searched for in messages, in characters. */
export const MIN_SEARCH = 2;

/** So much of a message is shown before and after what was found, in characters. */
const AROUND = 40;

/**
 * Where in a message something stands, with a little of what stands around it.
 *
 * @returns {{before: string, found: string, after: string}} nothing found when the hub folds letters that this does not
 */
export function snippet(content, search) {
  const at = content.toLowerCase().indexOf(search.toLowerCase());
  if (at < 0) {
    return { before: content.slice(0, 2 * AROUND), found: '', after: '' };
  }
  const start = Math.max(0, at - AROUND);
  const end = at + search.length;
  return {
    before: (start > 0 ? '…' : '') + content.slice(start, at),
    found: content.slice(at, end),
    after: content.slice(end, end + AROUND) + (end + AROUND < content.length ? '…' : ''),
  };
}

/** The messages that have a text in them; each leads to its place in its thread. @param {{search: string, onPick: () => void}} props */
export function FoundMessages({ search, onPick }) {
  const { data, error, reload } = useResource(() => api.get('/api/org/search', { q: search }), [search]);
  if (error) {
    return html`<${ErrorNotice} error=${error} onRetry=${reload} />`;
  }
  return html`
    <h3 class="org-found">${t('org.found.messages')}</h3>
    <ul class="org-rows">
      ${data?.messages.map((message) => html`<${FoundMessage} key=${message.message_id} message=${message} search=${search} onPick=${onPick} />`)}
    </ul>
    ${data?.messages.length === 0 && html`<p class="soft org-found-none">${t('org.found.none')}</p>`}
  `;
}

function FoundMessage({ message, search, onPick }) {
  const { before, found, after } = snippet(message.content, search);
  const place = `/threads/${message.thread_id}?message=${message.message_id}&at=${message.created_at}`;
  return html`
    <li class="org-row">
      <a class="org-snippet" href=${link(place)} onClick=${onPick}>
        <span><strong>${message.sender_name ?? t('message.unknown')}</strong> · ${message.thread_topic}</span>
        <small><${Time} at=${message.created_at} /></small>
        <span class="soft">${before}<mark>${found}</mark>${after}</span>
      </a>
    </li>
  `;
}
