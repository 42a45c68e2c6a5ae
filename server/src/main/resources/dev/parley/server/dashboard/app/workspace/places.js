import { match } from 'app/core/router.js';

/** The places of the workspace, as they stand behind the `#`; the paths `/dashboard/…` lead here as well. */
export const HOME = '/dashboard/';
export const DIRECTS = '/dashboard/dms/';

export const threadPlace = (id) => `/dashboard/threads/${encodeURIComponent(id)}/`;
export const directPlace = (id) => `${DIRECTS}${encodeURIComponent(id)}/`;

/**
 * What is open at a place.
 *
 * @returns {{tab: 'threads' | 'dms', id?: string}}
 */
export function placeOf(path) {
  const direct = match('/dashboard/dms/:id', path) ?? match(DIRECTS, path);
  return direct ? { tab: 'dms', ...direct } : { tab: 'threads', ...match('/dashboard/threads/:id', path) };
}
