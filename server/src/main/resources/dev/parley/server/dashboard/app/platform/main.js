import { boot } from 'app/core/boot.js';
import { html } from 'app/core/html.js';
import { Layout } from 'app/ui/Layout.js';

const Console = () => html`<${Layout} title="Parley" />`;

await boot(Console, []);
