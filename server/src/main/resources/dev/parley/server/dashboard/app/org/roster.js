import { createStore } from 'app/core/store.js';

/** What events change in what is known of bots, and in which order bots are shown. */

/** Rises when a bot came or went without an event that says so: lists of bots are loaded anew. */
export const rosterVersion = createStore(0);

export const rosterChanged = () => rosterVersion.set(rosterVersion.get() + 1);

const CHANGES = {
  bot_online: (event) => [event.bot.id, { online: true }],
  bot_offline: (event) => [event.bot.id, { online: false, last_seen_at: Date.now() }],
  bot_renamed: (event) => [event.bot_id, { name: event.new_name }],
  bot_status_changed: (event) => [event.bot_id, { join_status: event.join_status }],
};

/** Whether an event may change what is known of bots. */
export const isAboutBots = (event) => event.type in CHANGES;

/** A bot after an event; the same object if the event is not about it. */
export function botAfter(bot, event) {
  const [id, change] = CHANGES[event.type]?.(event) ?? [];
  return id === bot.id ? { ...bot, ...change } : bot;
}

/** Those who wait for approval first, then those who are online, then those who were seen last. */
export function inOrder(bots) {
  const rank = (bot) => (bot.join_status === 'pending' ? 0 : bot.online ? 1 : 2);
  return bots.toSorted(
    (a, b) => rank(a) - rank(b) || (b.last_seen_at ?? 0) - (a.last_seen_at ?? 0) || a.name.localeCompare(b.name),
  );
}
