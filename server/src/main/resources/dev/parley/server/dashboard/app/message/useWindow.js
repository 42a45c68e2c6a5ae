import { useCallback, useEffect, useLayoutEffect, useReducer, useRef } from 'app/core/html.js';
import { anchorAt, offsets, topOf, windowOf } from 'app/message/heights.js';

/** Whoever is so near the end, in pixels, is kept there when something is appended. */
const NEAR_END = 100;

/** Nothing is moved for less, in pixels. */
const TOLERANCE = 1;

/** Where the reader is; `top` is how far the list was scrolled when the anchor was set, null when it still has to be. */
const BEGINNING = { following: true, anchor: null, top: null, height: 0, width: 0, items: [], starts: null };

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
  const place = useRef({ ...BEGINNING, heights: new Map() }).current;

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
      settle(scroller.current, place, top);
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
  place.top = null;
  redraw();
}

/**
 * Scrolls to where the list should be: to its end, or so that the anchor stays in its place. What the reader has scrolled in the
 * meantime, of which the browser tells only with the next frame, is then added and not undone.
 */
function settle(element, place, top) {
  if (place.following) {
    element.scrollTop = element.scrollHeight;
    place.top = element.scrollTop;
  } else if (Math.abs(top - (place.top ?? element.scrollTop)) > TOLERANCE) {
    element.scrollTop += top - (place.top ?? element.scrollTop);
    place.top = top;
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
      // Not the reader but the list itself has scrolled, and what stands at its end may have grown since.
      if (place.following && Math.abs(element.scrollTop - place.top) <= TOLERANCE) {
        return;
      }
      place.following = place.atEnd && element.scrollHeight - element.scrollTop - element.clientHeight <= NEAR_END;
      place.anchor = anchorAt(place.items, place.starts, element.scrollTop);
      place.top = element.scrollTop;
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
