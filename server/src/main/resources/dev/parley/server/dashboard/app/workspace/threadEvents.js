/** What events change in a list of threads, the latest activity first. Pure functions. */

const ABOUT = new Set([
  'thread_created',
  'thread_updated',
  'thread_status_changed',
  'thread_message',
  'thread_artifact',
  'thread_participant',
]);

/** Whether an event changes what a list shows of a thread. */
export const isAbout = (event) => ABOUT.has(event.type);

/** The thread an event is about. */
export const idOf = (event) => event.thread_id ?? event.thread.id;

const fits = (thread, { topic, status }) =>
  (!status || thread.status === status) && thread.topic.toLowerCase().includes(topic.toLowerCase());

/** As the hub sorts: by activity, then by id. */
const byActivity = (a, b) => b.last_activity_at - a.last_activity_at || (a.id < b.id ? 1 : -1);

export const without = (items, id) => items.filter((thread) => thread.id !== id);

/** The list with a thread as it is now: in its place, or not at all. */
export function withThread(items, thread, filter) {
  const others = without(items, thread.id);
  return fits(thread, filter) ? [...others, thread].sort(byActivity) : others;
}

function changed(thread, event) {
  switch (event.type) {
    case 'thread_updated':
      return { ...thread, ...event.thread };
    case 'thread_status_changed':
      return { ...thread, status: event.to };
    case 'thread_message':
      return { ...thread, last_activity_at: Math.max(thread.last_activity_at, event.message.created_at) };
    case 'thread_artifact':
      return { ...thread, last_activity_at: Math.max(thread.last_activity_at, event.artifact.updated_at) };
    default:
      return thread;
  }
}

/** The list after an event; one of another thread changes nothing. */
export function afterEvent(items, event, filter) {
  const known = items.find((thread) => thread.id === idOf(event));
  return known ? withThread(items, changed(known, event), filter) : items;
}
