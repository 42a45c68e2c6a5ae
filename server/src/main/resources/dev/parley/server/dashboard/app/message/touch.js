/** What a finger on a message means: swiping left or pressing long answers it. A state machine without a clock. */

/** How far to swipe, in pixels. */
export const SWIPE = 60;

/** How long to press, in milliseconds. */
export const PRESS = 500;

const MAX_VERTICAL = 30;
const MAX_STIR = 10;

/**
 * @typedef {object} Gesture
 * @property {number} x where it began
 * @property {number} y where it began
 * @property {boolean} pressing whether it may still become a long press
 * @property {number} shift how far to the left, from 0
 */

/**
 * A finger comes down; a second one ends whatever had begun.
 *
 * @param {{x: number, y: number}[]} points
 * @returns {Gesture | null}
 */
export function down(points) {
  return points.length === 1 ? { ...points[0], pressing: true, shift: 0 } : null;
}

/**
 * The fingers move.
 *
 * @param {Gesture | null} gesture
 * @param {{x: number, y: number}[]} points
 * @returns {Gesture | null} null when it has become something else, such as scrolling
 */
export function moved(gesture, points) {
  if (gesture === null || points.length !== 1) {
    return null;
  }
  const across = points[0].x - gesture.x;
  const along = Math.abs(points[0].y - gesture.y);
  if (along > MAX_VERTICAL) {
    return null;
  }
  const pressing = gesture.pressing && Math.hypot(across, along) <= MAX_STIR;
  return { ...gesture, pressing, shift: Math.max(0, -across) };
}

/**
 * Whether the finger, now up, has swiped.
 *
 * @param {Gesture | null} gesture
 */
export function isSwipe(gesture) {
  return gesture !== null && gesture.shift >= SWIPE;
}
