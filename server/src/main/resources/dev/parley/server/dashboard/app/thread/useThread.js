import { useEffect } from 'app/core/html.js';
import { live, useLive, useLiveState } from 'app/core/live.js';
import { useResource } from 'app/core/resource.js';
import { useTimeline } from 'app/message/useTimeline.js';
import { changed } from 'app/thread/changes.js';

/**
 * A thread, its messages and its artifacts, kept up to date by what happens in it.
 *
 * @param {ReturnType<typeof import('app/thread/source.js').botSource>} source
 * @param {{id: string, at: number}} [target] the message to begin with
 */
export function useThread(source, target) {
  const thread = useResource(source.get, [source]);
  const artifacts = useResource(source.artifacts, [source]);
  const messages = useTimeline(source.history, target);

  const reload = () => {
    thread.reload();
    artifacts.reload();
    messages.refresh();
  };
  useSubscription(source, reload);
  useLive((event) => {
    if (event.type === 'resume' && event.outcome === 'reset') {
      reload();
    } else if (event.type === 'thread_message' && event.thread_id === source.id) {
      messages.arrive(event.message);
    } else {
      apply(thread, (known) => changed.thread(known, event));
      apply(artifacts, (known) => changed.artifacts(known, event, source.id));
    }
    if (event.type === 'thread_participant' && event.thread_id === source.id && event.action === 'joined') {
      thread.reload();
    }
  });
  return { thread, artifacts, messages };
}

/** Most events are about something else, which is no reason to draw anything. */
function apply(resource, change) {
  if (resource.data && change(resource.data) !== resource.data) {
    resource.set(change);
  }
}

/** An administrator is told only of threads asked for, and on every connection anew: what happened in between is missing. */
function useSubscription({ id, subscribes }, onMissed) {
  const state = useLiveState();
  useEffect(() => {
    if (!subscribes || state !== 'connected') {
      return undefined;
    }
    live.send({ type: 'subscribe', thread_id: id });
    onMissed();
    return () => live.send({ type: 'unsubscribe', thread_id: id });
  }, [id, subscribes, state]);
}
