import { boot } from 'app/core/boot.js';
import { html } from 'app/core/html.js';
import { live } from 'app/core/live.js';
import { requireRole } from 'app/core/session.js';
import { Layout } from 'app/ui/Layout.js';

const Console = () => html`<${Layout} title="Parley" live />`;

await requireRole('bot_owner');
await live.start();
await boot(Console, []);
