import { api } from 'app/core/api.js';

/** How the histories of threads and channels are read, whichever of the hub's ways of paging they have. */

/** Around a message that was jumped to. */
const HALF_PAGE = 30;

/**
 * @typedef {object} HistoryPage
 * @property {any[]} items oldest first
 * @property {boolean} more whether there are others beyond them, in the direction that was asked for
 */

/**
 * @typedef {object} History
 * @property {(before: string | null, limit: number) => Promise<HistoryPage>} older the messages before one, or the newest
 * @property {(after: string, limit: number) => Promise<HistoryPage>} newer the messages after one
 * @property {(at: number) => Promise<{items: any[], more: boolean, detached: boolean}>} around those around a time in ms
 */

/**
 * The history of a thread the bot is in.
 *
 * @param {string} thread
 * @returns {History}
 */
export function threadHistory(thread) {
  return history(`/api/threads/${encodeURIComponent(thread)}/messages`, (before) => ({ cursor: before ?? '' }));
}

/**
 * The history of any thread, for an administrator.
 *
 * @param {string} thread
 * @returns {History}
 */
export function orgThreadHistory(thread) {
  return history(`/api/org/threads/${encodeURIComponent(thread)}/messages`, beforeMessage);
}

/**
 * The history of a channel.
 *
 * @param {string} channel
 * @returns {History}
 */
export function channelHistory(channel) {
  return history(`/api/channels/${encodeURIComponent(channel)}/messages`, beforeMessage);
}

/** What is neither a number nor a message's id stands for the newest end. */
function beforeMessage(before) {
  return { before: before ?? 'newest' };
}

function history(path, pageBefore) {
  const older = async (before, limit) => {
    const { items, more } = pageOf(await api.get(path, { ...pageBefore(before), limit }));
    return { items: items.reverse(), more };
  };
  const newer = async (after, limit) => pageOf(await api.get(path, { after, limit }));
  return {
    older,
    newer,
    async around(at) {
      const past = await api.get(path, { before: at + 1, limit: HALF_PAGE });
      const next = past.length > 0 ? await newer(past.at(-1).id, HALF_PAGE) : await older(null, HALF_PAGE);
      return {
        items: [...past, ...next.items],
        more: past.length === HALF_PAGE,
        detached: past.length > 0 && next.more,
      };
    },
  };
}

function pageOf(answer) {
  return { items: answer.items ?? answer.messages, more: answer.has_more };
}
