import { html, useMemo } from 'app/core/html.js';
import { navigate } from 'app/core/router.js';
import { useSession } from 'app/core/session.js';
import { botSource } from 'app/thread/source.js';
import { ThreadView } from 'app/thread/ThreadView.js';
import { HOME } from 'app/workspace/places.js';

/** A thread at its place; `message` and `at` in the query name a message in it, and its time in ms. */
export function ThreadPage({ id, message, at }) {
  const { bot_id: self } = useSession();
  const source = useMemo(() => botSource(id, self), [id, self]);
  const target = useMemo(() => (message && Number(at) ? { id: message, at: Number(at) } : undefined), [message, at]);
  return html`<${ThreadView} key=${id} source=${source} target=${target} onBack=${() => navigate(HOME)} />`;
}
