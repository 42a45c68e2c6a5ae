/** Where the items of a long list stand when only some of them have been measured. Pure functions. */

/** Between how many pixels beyond the window's edges items are kept rendered. */
const OVERSCAN = 600;

/** As long as nothing has been measured. */
const FIRST_ESTIMATE = 72;

/**
 * Where each item begins, and at last where the list ends. Items not yet measured count as the average of the others.
 *
 * @param {{id: string}[]} items
 * @param {Map<string, number>} heights in pixels, by id
 * @returns {Float64Array} one longer than the items
 */
export function offsets(items, heights) {
  const estimate = average(heights);
  const starts = new Float64Array(items.length + 1);
  for (let i = 0; i < items.length; i++) {
    starts[i + 1] = starts[i] + (heights.get(items[i].id) ?? estimate);
  }
  return starts;
}

function average(heights) {
  let sum = 0;
  heights.forEach((height) => {
    sum += height;
  });
  return heights.size === 0 ? FIRST_ESTIMATE : sum / heights.size;
}

/**
 * The item at a distance from the top; the first or last one beyond the ends.
 *
 * @param {Float64Array} starts as {@link offsets} made them
 * @param {number} top in pixels
 * @returns {number} -1 when there are no items
 */
export function indexAt(starts, top) {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= top) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return high < 0 ? -1 : low;
}

/**
 * The items to render: those in sight and some around them.
 *
 * @param {Float64Array} starts
 * @param {number} top how far the list is scrolled
 * @param {number} height of what is in sight
 * @returns {{first: number, end: number}} `end` is exclusive
 */
export function windowOf(starts, top, height) {
  if (starts.length < 2) {
    return { first: 0, end: 0 };
  }
  return { first: indexAt(starts, top - OVERSCAN), end: indexAt(starts, top + height + OVERSCAN) + 1 };
}

/**
 * What holds the reader's place: the first item in sight, and how far it is scrolled out of sight.
 *
 * @returns {{id: string, hidden: number} | null}
 */
export function anchorAt(items, starts, top) {
  const index = indexAt(starts, top);
  return index < 0 ? null : { id: items[index].id, hidden: top - starts[index] };
}

/**
 * How far to scroll so that the reader's place is kept, or null when the item is gone.
 *
 * @param {{id: string}[]} items
 * @param {Float64Array} starts
 * @param {{id: string, hidden: number}} anchor
 */
export function topOf(items, starts, anchor) {
  const index = items.findIndex((item) => item.id === anchor.id);
  return index < 0 ? null : starts[index] + anchor.hidden;
}
