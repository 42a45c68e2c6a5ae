import { api } from 'app/core/api.js';
import { useEffect, useMemo, useRef } from 'app/core/html.js';
import { useLive } from 'app/core/live.js';
import { usePages } from 'app/core/resource.js';
import { batched } from 'app/message/batch.js';
import { afterEvent, idOf, isAbout, withThread, without } from 'app/workspace/threadEvents.js';

const PAGE = 30;

/**
 * The threads a bot takes part in, kept up to date by what happens in them.
 *
 * @param {string} self the bot
 * @param {{topic: string, status: string}} filter empty texts let everything through
 * @returns what `usePages` does
 */
export function useThreads(self, { topic, status }) {
  const pages = usePages(
    async (cursor) => {
      const answer = await api.get('/api/threads', { limit: PAGE, cursor, q: topic || null, status: status || null });
      return { items: answer.items, next: answer.next_cursor ?? null };
    },
    [topic, status],
  );
  const follow = useRef(null);
  follow.current = (events) => events.forEach((event) => step(event, pages, self, { topic, status }));
  const arrivals = useMemo(() => batched((events) => follow.current(events)), []);
  useEffect(() => arrivals.stop, []);
  useLive((event) => {
    if (event.type === 'resume' && event.outcome === 'reset') {
      pages.reload();
    } else if (isAbout(event)) {
      arrivals.push(event);
    }
  });
  return pages;
}

function step(event, pages, self, filter) {
  const id = idOf(event);
  const listed = pages.items.some((thread) => thread.id === id);
  if (event.type === 'thread_participant' && event.bot_id === self && event.action === 'left') {
    pages.update((items) => without(items, id));
  } else if (listed && event.type !== 'thread_participant') {
    pages.update((items) => afterEvent(items, event, filter));
  } else if (listed || event.type !== 'thread_message' || !isFiltered(filter)) {
    // Events do not tell how many take part in a thread.
    fetchAnew(id, (thread) => pages.update((items) => withThread(items, thread, filter)));
  }
}

const isFiltered = ({ topic, status }) => topic !== '' || status !== '';

/** The threads that are being read, and whether something has happened in them since that began. */
const underWay = new Map();

/** A burst of events asks once, and once more for those that came meanwhile. What cannot be read any more need not be listed. */
async function fetchAnew(id, use) {
  if (underWay.has(id)) {
    underWay.set(id, true);
    return;
  }
  underWay.set(id, false);
  try {
    use(await api.get(`/api/threads/${encodeURIComponent(id)}`));
  } catch {
    // It comes with the next page, if it may.
  }
  const isOld = underWay.get(id);
  underWay.delete(id);
  if (isOld) {
    await fetchAnew(id, use);
  }
}
