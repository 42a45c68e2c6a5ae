import { useCallback, useEffect, useRef, useState } from 'app/core/html.js';

/** Numbers the attempts, so that only the answer to the last one counts: who types fast gets answers in any order. */
function useLatest() {
  const count = useRef(0);
  useEffect(() => () => void (count.current += 1), []);
  return useCallback(() => {
    const mine = (count.current += 1);
    return () => mine === count.current;
  }, []);
}

/**
 * Something to be loaded, again whenever `deps` change. While it is loaded anew, `data` stays what it was.
 *
 * @template T
 * @param {() => Promise<T>} load
 * @param {unknown[]} deps
 * @returns {{data: ?T, error: ?Error, loading: boolean, reload: () => Promise<void>, set: (change: T | ((old: T) => T)) => void}}
 */
export function useResource(load, deps = []) {
  const [state, setState] = useState({ data: null, error: null, loading: true });
  const latest = useLatest();
  const reload = useCallback(async () => {
    const isLatest = latest();
    setState((old) => ({ ...old, loading: true }));
    const next = await load().then(
      (data) => ({ data, error: null, loading: false }),
      (error) => ({ error, loading: false }),
    );
    if (isLatest()) {
      setState((old) => ({ ...old, ...next }));
    }
  }, deps);
  useEffect(() => void reload(), [reload]);
  const set = useCallback((change) => {
    setState((old) => ({ ...old, data: typeof change === 'function' ? change(old.data) : change }));
  }, []);
  return { ...state, reload, set };
}

/** What has moved between two pages meanwhile comes once. */
function appended(items, page) {
  const known = new Set(items.map((item) => item.id));
  return [...items, ...page.filter((item) => item.id === undefined || !known.has(item.id))];
}

/**
 * A list that comes in pages, begun anew whenever `deps` change. While that goes on, the old items stay.
 *
 * @template T
 * @param {(cursor?: string) => Promise<{items: T[], next: ?string}>} load `next` is null on the last page
 * @param {unknown[]} deps
 * @returns {{items: T[], more: boolean, loading: boolean, error: ?Error, loadMore: () => Promise<void>,
 *   reload: () => Promise<void>, update: (change: (items: T[]) => T[]) => void}}
 */
export function usePages(load, deps = []) {
  const [state, setState] = useState({ items: [], next: null, error: null, loading: true });
  const latest = useLatest();
  const fetchPage = async (cursor) => {
    const isLatest = latest();
    setState((old) => ({ ...old, loading: true, error: null }));
    try {
      const { items, next } = await load(cursor);
      if (isLatest()) {
        setState((old) => ({ items: cursor ? appended(old.items, items) : items, next, error: null, loading: false }));
      }
    } catch (error) {
      if (isLatest()) {
        setState((old) => ({ ...old, error, loading: false }));
      }
    }
  };
  const reload = useCallback(() => fetchPage(undefined), deps);
  useEffect(() => void reload(), [reload]);
  const loadMore = useCallback(() => fetchPage(state.next), [...deps, state.next]);
  const update = useCallback((change) => setState((old) => ({ ...old, items: change(old.items) })), []);
  const { items, next, error, loading } = state;
  return { items, more: next != null, loading, error, loadMore, reload, update };
}
