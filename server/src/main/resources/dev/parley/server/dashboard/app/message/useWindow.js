import { useCallback, useEffect, useLayoutEffect, useReducer, useRef } from 'app/core/html.js';
import { anchorAt, offsets, topOf, windowOf } from 'app/message/heights.js';

/** Whoever is so near the end, in pixels, is kept there when something is appended. */
const NEAR_END = 100;

/** Nothing is moved for less, in pixels. */
const TOLERANCE = 1;

/**
 * Renders only what is in sight of a long list whose items' heights are not known before. The reader's place is held whatever
 * changes above it: items that come before the first, pictures that load, estimates that were wrong.
 *
 * The rows must be children of the canvas, in order, from `first` on.
 *
 * @param {{id: string}[]} items
 * @param {boolean} atEnd whether the last item is the end of the conversation, which is followed
 * @returns {{scroller: object, canvas: object, first: number, end: number, offset: number, total: number, top: number,
 *   height: number, following: boolean, show: (id: string) => void, follow: () => void}}
 */
export function useWindow(items, atEnd) {
  const scroller = useRef(null);
  const canvas = useRef(null);
  const [, redraw] = useReducer((count) => count + 1, 0);
  const place = useRef({ heights: new Map(), following: true, anchor: null, height: 0, width: 0, starts: null }).current;

  place.atEnd = atEnd;
  const starts = offsets(items, place.heights);
  const total = starts[items.length];
  const top = topFor(place, items, starts);
  const { first, end } = windowOf(starts, top, place.height);

  useLayoutEffect(() => {
    place.items = items;
    place.starts = starts;
    if (measure(canvas.current, place)) {
      redraw();
    } else {
      scrollTo(scroller.current, place.following ? scroller.current.scrollHeight : top);
    }
  });
  useScrolling(scroller, place, redraw);
  useSizes(scroller, canvas, place, redraw);

  const show = useCallback((id) => hold(place, { id, hidden: -place.height / 3 }, redraw), []);
  const follow = useCallback(() => hold(place, null, redraw), []);
  const { following, height } = place;
  return { scroller, canvas, first, end, offset: starts[first] ?? 0, total, top, height, following, show, follow };
}

/** How far the list is scrolled, or is about to be. */
function topFor(place, items, starts) {
  const bottom = Math.max(0, starts[items.length] - place.height);
  if (place.following || place.anchor === null) {
    return bottom;
  }
  return Math.min(bottom, Math.max(0, topOf(items, starts, place.anchor) ?? bottom));
}

function hold(place, anchor, redraw) {
  place.anchor = anchor;
  place.following = anchor === null;
  redraw();
}

function scrollTo(element, top) {
  if (Math.abs(element.scrollTop - Math.min(top, element.scrollHeight - element.clientHeight)) > TOLERANCE) {
    element.scrollTop = top;
  }
}

/** Whether a row has another height than was assumed. */
function measure(canvas, place) {
  let changed = false;
  for (const row of canvas.children) {
    const height = row.getBoundingClientRect().height;
    if (Math.abs((place.heights.get(row.dataset.id) ?? -1) - height) > 0.5) {
      place.heights.set(row.dataset.id, height);
      changed = true;
    }
  }
  return changed;
}

/** Draws once a frame while the reader scrolls. */
function useScrolling(scroller, place, redraw) {
  useEffect(() => {
    const element = scroller.current;
    let frame = 0;
    const look = () => {
      place.following = place.atEnd && element.scrollHeight - element.scrollTop - element.clientHeight <= NEAR_END;
      place.anchor = anchorAt(place.items, place.starts, element.scrollTop);
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        redraw();
      });
    };
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      element.removeEventListener('scroll', look);
      cancelAnimationFrame(frame);
    };
  }, []);
}

/** Draws again when the window or a row changes its size; at another width nothing measured holds any more. */
function useSizes(scroller, canvas, place, redraw) {
  useEffect(() => {
    let frame = 0;
    const observer = new ResizeObserver(() => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        const { clientWidth, clientHeight } = scroller.current;
        if (place.width !== clientWidth) {
          place.heights.clear();
        }
        place.width = clientWidth;
        place.height = clientHeight;
        redraw();
      });
    });
    observer.observe(scroller.current);
    observer.observe(canvas.current);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, []);
}
