import { api } from 'app/core/api.js';
import { useEffect, useMemo, useRef } from 'app/core/html.js';
import { useLive } from 'app/core/live.js';
import { usePages } from 'app/core/resource.js';
import { batched } from 'app/message/batch.js';
import { afterEvents, isNews } from 'app/workspace/directEvents.js';

const PAGE = 30;

/** The bot's direct channels, kept up to date. @returns what `usePages` does, each item with the channel's id as its own */
export function useDirects() {
  const pages = usePages(async (cursor) => {
    const { dms } = await api.get('/api/me/workspace', { dm_limit: PAGE, dm_cursor: cursor, thread_limit: 1 });
    return { items: dms.items.map((direct) => ({ id: direct.channel.id, ...direct })), next: dms.next_cursor ?? null };
  }, []);
  const newest = useRef(null);
  newest.current = pages;
  const arrivals = useMemo(() => batched((events) => follow(newest.current, events)), []);
  useEffect(() => arrivals.stop, []);
  useLive((event) => {
    if (event.type === 'resume' && event.outcome === 'reset') {
      pages.reload();
    } else {
      arrivals.push(event);
    }
  });
  return pages;
}

/** A channel that is not on the page may be a new one, and is the latest now in any case. */
function follow(pages, events) {
  let news = false;
  pages.update((items) => {
    news = events.some((event) => isNews(items, event));
    return afterEvents(items, events);
  });
  if (news) {
    pages.reload();
  }
}
