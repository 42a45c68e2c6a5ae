/** Stands in for the main module of a console: shows one thread and nothing else, `#id` or `#id/message/time`. */
import { html, render } from 'app/core/html.js';
import { loadTexts } from 'app/core/i18n.js';
import { live } from 'app/core/live.js';
import { currentSession } from 'app/core/session.js';
import { botSource, orgSource } from 'app/thread/source.js';
import { ThreadView } from 'app/thread/ThreadView.js';
import { Overlays } from 'app/ui/Overlays.js';

const [id, message, at] = location.hash.slice(1).split('/');
const session = await currentSession();
await loadTexts('common', 'message', 'thread');
await live.start();

const source = session.role === 'bot_owner' ? botSource(id, session.bot_id) : orgSource(id);
const target = message && { id: message, at: Number(at) };
const page = html`
  <main class="layout"><${ThreadView} source=${source} target=${target} /></main>
  <${Overlays} />
`;
render(page, document.getElementById('app'));
