/** What is known of a conversation, as pages and live messages come in: oldest first, each message once. Pure functions. */

/** Beyond this the oldest are let go while the reader is at the end; scrolling back loads them again. */
export const MAX_KEPT = 20_000;

/**
 * @typedef {object} Timeline
 * @property {any[]} items oldest first
 * @property {boolean} more whether older ones exist
 * @property {boolean} detached whether newer ones exist that are not among the items
 */

/** @type {Timeline} */
export const EMPTY = { items: [], more: false, detached: false };

/**
 * A page that begins a new view of the conversation.
 *
 * @param {{items: any[], more: boolean, detached?: boolean}} page oldest first
 * @returns {Timeline}
 */
export function opened({ items, more, detached = false }) {
  return { items, more, detached };
}

/**
 * With a page of older messages before the first.
 *
 * @param {Timeline} timeline
 * @param {{items: any[], more: boolean}} page oldest first
 * @returns {Timeline}
 */
export function withOlder(timeline, page) {
  const known = new Set(timeline.items.map((item) => item.id));
  const older = page.items.filter((item) => !known.has(item.id));
  return { ...timeline, items: [...older, ...timeline.items], more: page.more };
}

/**
 * With a page of newer messages behind the last.
 *
 * @param {Timeline} timeline detached
 * @param {{items: any[], more: boolean}} page oldest first; `more` says whether newer ones than these exist
 * @returns {Timeline}
 */
export function withNewer(timeline, page) {
  return { ...withArrived({ ...timeline, detached: false }, page.items), detached: page.more };
}

/**
 * With messages that have just been sent. While newer ones are missing in between, nothing can be appended.
 *
 * @param {Timeline} timeline
 * @param {any[]} arrived in the hub's order
 * @returns {Timeline} the same one when nothing is new
 */
export function withArrived(timeline, arrived) {
  if (timeline.detached) {
    return timeline;
  }
  const known = new Set(timeline.items.map((item) => item.id));
  const items = timeline.items.slice();
  for (const message of arrived) {
    if (!known.has(message?.id)) {
      known.add(message?.id);
      items.splice(placeOf(items, message), 0, message);
    }
  }
  return items.length === timeline.items.length ? timeline : trimmed({ ...timeline, items });
}

/** Nearly always the end: only the answer to one's own message may overtake what was sent just before it. */
function placeOf(items, message) {
  let place = items.length;
  while (place > 0 && items[place - 1].created_at > message.created_at) {
    place--;
  }
  return place;
}

function trimmed(timeline) {
  const surplus = timeline.items.length - MAX_KEPT;
  return surplus <= 0 ? timeline : { ...timeline, items: timeline.items.slice(surplus), more: true };
}

/**
 * Brought up to date by the newest page after the connection was lost: continued when the page overlaps with what is known,
 * otherwise begun anew, as there is no telling what lies in between.
 *
 * @param {Timeline} timeline
 * @param {{items: any[], more: boolean}} newest oldest first
 * @returns {Timeline}
 */
export function refreshed(timeline, newest) {
  const known = new Set(timeline.items.map((item) => item.id));
  const overlaps = newest.items.some((item) => known.has(item.id));
  return timeline.detached || overlaps ? withArrived(timeline, newest.items) : opened(newest);
}
