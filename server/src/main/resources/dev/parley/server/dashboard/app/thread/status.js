/** Where a thread stands and where it may go from there: the hub's rules. Pure functions. */

export const STATUSES = ['active', 'blocked', 'reviewing', 'resolved', 'closed'];

const NEXT = {
  active: ['blocked', 'reviewing', 'resolved', 'closed'],
  blocked: ['active'],
  reviewing: ['active', 'resolved', 'closed'],
  resolved: ['active'],
  closed: ['active'],
};

/** What a participant needs permission for. */
const GOVERNED = { resolved: 'resolve', closed: 'close' };

/**
 * Whether a thread is over: it takes no messages, artifacts or participants until it is active again.
 *
 * @param {string} status
 */
export function isTerminal(status) {
  return status === 'resolved' || status === 'closed';
}

/**
 * The statuses the hub lets somebody change a thread to.
 *
 * @param {string} status as it is
 * @param {(action: string) => boolean} allows whether the policy lets them do what it governs
 * @returns {string[]}
 */
export function nextStatuses(status, allows) {
  return (NEXT[status] ?? []).filter((next) => !Object.hasOwn(GOVERNED, next) || allows(GOVERNED[next]));
}

/**
 * What to send to the hub for a new status. People close threads by hand.
 *
 * @param {string} status
 */
export function statusChange(status) {
  return status === 'closed' ? { status, close_reason: 'manual' } : { status };
}
