import { html, useMemo } from 'app/core/html.js';
import { navigate } from 'app/core/router.js';
import { orgSource } from 'app/thread/source.js';
import { ThreadView } from 'app/thread/ThreadView.js';

/** A thread; with a message to begin at, and its time in ms. @param {{id: string, message?: string, at?: string}} props */
export function ThreadPage({ id, message, at }) {
  const source = useMemo(() => orgSource(id), [id]);
  const target = useMemo(() => (message ? { id: message, at: Number(at) } : undefined), [message, at]);
  return html`<${ThreadView} source=${source} target=${target} onBack=${() => navigate('/')} />`;
}
