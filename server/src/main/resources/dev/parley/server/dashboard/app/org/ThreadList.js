import { api } from 'app/core/api.js';
import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useLive } from 'app/core/live.js';
import { usePages } from 'app/core/resource.js';
import { link } from 'app/core/router.js';
import { Time } from 'app/core/time.js';
import { FoundMessages, MIN_SEARCH } from 'app/org/FoundMessages.js';
import { isAboutThreads, threadsAfter } from 'app/org/threads.js';
import { StatusBadge } from 'app/thread/StatusMenu.js';
import { Empty } from 'app/ui/Empty.js';
import { LoadMore } from 'app/ui/LoadMore.js';
import { SearchBox } from 'app/ui/SearchBox.js';
import { Select } from 'app/ui/Select.js';
import { Loading } from 'app/ui/Spinner.js';

const PAGE = 50;
const STATUSES = ['active', 'blocked', 'reviewing', 'resolved', 'closed'];

/** The organisation's threads, to be found by their topics and by what was said in them. */
export function ThreadList({ path, onPick }) {
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState('');
  const load = async (cursor) => {
    const page = await api.get('/api/org/threads', { search: search || null, status: status || null, cursor, limit: PAGE });
    return { items: page.items, next: page.next_cursor };
  };
  const pages = usePages(load, [search, status]);
  useLive((event) => {
    if (event.type === 'thread_created' || event.outcome === 'reset') {
      pages.reload();
    } else if (isAboutThreads(event)) {
      pages.update((threads) => threadsAfter(threads, event));
    }
  });
  const statuses = [{ value: '', label: t('org.threads.all') }, ...STATUSES.map((value) => ({ value, label: t(`thread.status.${value}`) }))];
  return html`
    <${SearchBox} label=${t('org.threads.search')} onSearch=${setSearch} />
    <${Select} label=${t('org.threads.status')} hideLabel value=${status} options=${statuses} onChange=${setStatus} />
    <ul class="org-rows">
      ${pages.items.map((thread) => html`<${ThreadRow} key=${thread.id} thread=${thread} current=${path === `/threads/${thread.id}`} onPick=${onPick} />`)}
    </ul>
    ${pages.items.length === 0 && !pages.error && html`<${None} loading=${pages.loading} filtered=${search || status} />`}
    <${LoadMore} pages=${pages} />
    ${search.length >= MIN_SEARCH && html`<${FoundMessages} search=${search} onPick=${onPick} />`}
  `;
}

function None({ loading, filtered }) {
  if (loading) {
    return html`<${Loading} />`;
  }
  return filtered ? html`<p class="soft org-found-none">${t('org.found.none')}</p>` : html`<${Empty} icon="chat" title=${t('org.threads.none')} />`;
}

function ThreadRow({ thread, current, onPick }) {
  return html`
    <li class="org-row">
      <a href=${link(`/threads/${thread.id}`)} aria-current=${current ? 'page' : undefined} onClick=${onPick}>
        <span class="org-row-name">${thread.topic}</span>
        <${StatusBadge} status=${thread.status} />
        <small><${Time} at=${thread.last_activity_at} relative /></small>
      </a>
    </li>
  `;
}
