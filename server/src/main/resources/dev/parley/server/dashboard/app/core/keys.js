import { useEffect, useRef } from 'app/core/html.js';

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/**
 * A handler of keys for a list: arrows go from one to the next and round at the ends, Home and End go there.
 *
 * @param {string} selector of what in the list takes the focus
 * @returns {(event: KeyboardEvent) => void}
 */
export const arrowKeys = (selector) => (event) => {
  const items = [...event.currentTarget.querySelectorAll(selector)];
  const at = items.indexOf(document.activeElement);
  const ends = { Home: 0, End: items.length - 1 };
  const next = ends[event.key] ?? (at + STEPS[event.key] + items.length) % items.length;
  if (at >= 0 && !Number.isNaN(next)) {
    event.preventDefault();
    items[next].focus();
  }
};

/** Keys belong to whoever is typing, and to a dialog while there is one. */
const isTaken = (event) =>
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  event.isComposing ||
  event.target.closest('input, textarea, select, [contenteditable], dialog, [popover]') !== null;

/**
 * Single keys that do something anywhere on the page but where somebody types.
 *
 * @param {Record<string, () => void>} actions by key, as in `KeyboardEvent.key`
 */
export function useShortcuts(actions) {
  const newest = useRef(actions);
  newest.current = actions;
  useEffect(() => {
    const onKeyDown = (event) => {
      const action = newest.current[event.key];
      if (action && !isTaken(event)) {
        event.preventDefault();
        action();
      }
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
