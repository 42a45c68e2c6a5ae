import { useCallback, useEffect, useMemo, useRef, useState } from 'app/core/html.js';
import { batched } from 'app/message/batch.js';
import { EMPTY, opened, refreshed, withArrived, withNewer, withOlder } from 'app/message/timeline.js';

/** Few enough to open at once, and many enough to fill the page. */
const FIRST_PAGE = 50;

/** Whoever scrolls back wants more. */
const NEXT_PAGE = 200;

/**
 * A conversation as far as it is loaded, kept up to date.
 *
 * @param {import('app/message/history.js').History} history
 * @param {{id: string, at: number}} [target] the message to open it at, instead of its end
 * @returns {{timeline: import('app/message/timeline.js').Timeline, loading: boolean, error: Error | null, older: () => void,
 *   newer: () => void, latest: () => void, refresh: () => void, arrive: (message: any) => void}}
 */
export function useTimeline(history, target) {
  const [timeline, setTimeline] = useState(EMPTY);
  const { loading, error, run } = useLoading(history);
  const current = useRef(timeline);
  current.current = timeline;

  const change = useCallback((how) => setTimeline((before) => (current.current = how(before))), []);
  const arrivals = useMemo(() => batched((messages) => change((known) => withArrived(known, messages))), []);
  useEffect(() => arrivals.stop, []);

  const actions = useMemo(() => {
    const step = (load, apply, how) => run(load, (page) => change((known) => apply(known, page)), how);
    const begin = (load) => run(load, (page) => change(() => opened(page)), { anew: true });
    return {
      latest: () => begin(() => history.older(null, FIRST_PAGE)),
      jump: (at) => begin(() => history.around(at)),
      older: () => step(() => history.older(current.current.items[0]?.id ?? null, NEXT_PAGE), withOlder),
      newer: () => step(() => history.newer(current.current.items.at(-1).id, NEXT_PAGE), withNewer),
      refresh: () => step(() => history.older(null, FIRST_PAGE), refreshed, { wait: true }),
    };
  }, [history]);

  useEffect(() => {
    arrivals.stop();
    setTimeline(EMPTY);
    if (target) {
      actions.jump(target.at);
    } else {
      actions.latest();
    }
  }, [history, target?.id]);

  return { timeline, loading, error, arrive: arrivals.push, ...actions };
}

/**
 * Runs one load at a time: what more the reader wants meanwhile is dropped, and what has to be done waits. Answers that belong to
 * a conversation left behind are dropped, too.
 */
function useLoading(history) {
  const [state, setState] = useState({ loading: true, error: null });
  const task = useRef(null);
  const leave = () => {
    task.current = null;
  };
  useEffect(() => leave, [history]);
  const run = useCallback(async (load, apply, { anew = false, wait = false } = {}) => {
    while (wait && task.current !== null) {
      await task.current;
    }
    if (task.current !== null && !anew) {
      return;
    }
    setState({ loading: true, error: null });
    const answer = load().then(
      (page) => ({ page, error: null }),
      (error) => ({ error }),
    );
    task.current = answer;
    const { page, error } = await answer;
    if (task.current === answer) {
      task.current = null;
      setState({ loading: false, error });
      if (error === null) {
        apply(page);
      }
    }
  }, []);
  return { ...state, run };
}
