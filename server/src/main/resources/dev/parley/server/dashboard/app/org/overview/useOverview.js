import { api } from 'app/core/api.js';
import { useEffect, useRef } from 'app/core/html.js';
import { useLive } from 'app/core/live.js';
import { useResource } from 'app/core/resource.js';

/** While nothing is heard. */
const REFRESH_MS = 15_000;

/** The hub counts anew no more often. */
const SETTLE_MS = 5_000;

const TELLING = /^(bot_|thread_|message$|channel_created$)/;

/** How the organisation fares, counted again now and then, and soon after something happened. @param {number} hours */
export function useOverview(hours) {
  const overview = useResource(() => api.get('/api/org/overview', { hours }), [hours]);
  const soon = useRef(0);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || overview.reload(), REFRESH_MS);
    return () => {
      clearInterval(timer);
      clearTimeout(soon.current);
      soon.current = 0;
    };
  }, [overview.reload]);
  useLive((event) => {
    if (!soon.current && TELLING.test(event.type)) {
      soon.current = setTimeout(() => {
        soon.current = 0;
        overview.reload();
      }, SETTLE_MS);
    }
  });
  return overview;
}
