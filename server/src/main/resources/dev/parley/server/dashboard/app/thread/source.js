import { api } from 'app/core/api.js';
import { orgThreadHistory, threadHistory } from 'app/message/history.js';

/** Where a thread's data come from and go to: for a participant and for an administrator. What one cannot do it does not have. */

const path = (...segments) => segments.map(encodeURIComponent).join('/');

/**
 * A thread as a bot's owner sees it.
 *
 * @param {string} id of the thread
 * @param {string} self id of the bot
 */
export function botSource(id, self) {
  const base = `/api/threads/${path(id)}`;
  return {
    ...common(id, base),
    self,
    history: threadHistory(id),
    bots: async (search) => named(await api.get('/api/bots'), search),
    send: (body) => api.post(`${base}/messages`, body),
    artifacts: () => api.get(`${base}/artifacts`),
    joinRequests: () => api.get(`${base}/join-requests`),
    approve: (request) => api.post(`${base}/join-requests/${path(request)}/approve`),
    reject: (request) => api.post(`${base}/join-requests/${path(request)}/reject`),
    receipts: (message) => (message.sender_id === self ? () => receipts(message.id) : undefined),
  };
}

/**
 * A thread as an administrator of its organisation sees it. Its events come to those who subscribe.
 *
 * @param {string} id of the thread
 */
export function orgSource(id) {
  const base = `/api/org/threads/${path(id)}`;
  return {
    ...common(id, base),
    subscribes: true,
    bots: async (search) => (await api.get('/api/bots', { search, limit: 50 })).items,
    history: orgThreadHistory(id),
    artifacts: () => allPages((cursor) => api.get(`${base}/artifacts`, { cursor, limit: 200 })),
    receipts: (message) => () => receipts(message.id),
  };
}

function common(id, base) {
  return {
    id,
    get: () => api.get(base),
    update: (changes) => api.patch(base, changes),
    invite: (bot, label) => api.post(`${base}/participants`, label ? { bot_id: bot, label } : { bot_id: bot }),
    remove: (bot) => api.delete(`${base}/participants/${path(bot)}`),
    versions: (key) => api.get(`${base}/artifacts/${path(key)}/versions`),
    diff: (key, from, to) => api.get(`${base}/artifacts/${path(key)}/diff`, { from, to }),
  };
}

const receipts = (message) => api.get(`/api/messages/${path(message)}/receipts`);

/** The hub gives a bot all the others at once. */
function named(bots, search) {
  const wanted = search.toLowerCase();
  return bots.filter((bot) => bot.id === search || bot.name.toLowerCase().includes(wanted));
}

async function allPages(load) {
  const items = [];
  let cursor;
  do {
    const page = await load(cursor);
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return items;
}
