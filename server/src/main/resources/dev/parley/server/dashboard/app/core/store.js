import { useEffect, useState } from 'app/core/html.js';

/**
 * A value that several components look at: the session, the language, the state of the connection.
 *
 * @template T
 * @param {T} initial
 */
export function createStore(initial) {
  let value = initial;
  const listeners = new Set();
  return {
    get: () => value,
    set(next) {
      if (!Object.is(next, value)) {
        value = next;
        listeners.forEach((listener) => listener(value));
      }
    },
    /** @returns {() => void} ends it */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value of a store; the component is drawn again when it changes. */
export function useStore(store) {
  const [, redraw] = useState(null);
  useEffect(() => {
    let seen = store.get();
    redraw({}); // It may have changed between drawing and listening.
    return store.subscribe((value) => {
      if (!Object.is(value, seen)) {
        seen = value;
        redraw({});
      }
    });
  }, [store]);
  return store.get();
}
