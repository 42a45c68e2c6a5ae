import { boot } from 'app/core/boot.js';
import { live } from 'app/core/live.js';
import { requireRole } from 'app/core/session.js';
import { Console } from 'app/org/Console.js';

await requireRole('org_admin');
await live.start();
await boot(Console, ['message', 'thread', 'org']);
