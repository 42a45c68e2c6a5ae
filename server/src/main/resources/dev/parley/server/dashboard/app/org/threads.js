/** What events change in lists of threads. That something was said is no change: it is said too often. */

const CHANGES = {
  thread_updated: (event) => [event.thread.id, event.thread],
  thread_status_changed: (event) => [event.thread_id, { status: event.to }],
};

/** Whether an event may change a list of threads. */
export const isAboutThreads = (event) => event.type in CHANGES;

/** @param {object[]} threads @param {object} event as the hub sends it */
export function threadsAfter(threads, event) {
  const [id, change] = CHANGES[event.type]?.(event) ?? [];
  return threads.some((thread) => thread.id === id)
    ? threads.map((thread) => (thread.id === id ? { ...thread, ...change } : thread))
    : threads;
}
