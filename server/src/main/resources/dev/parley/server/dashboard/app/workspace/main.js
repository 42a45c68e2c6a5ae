import { boot } from 'app/core/boot.js';
import { live } from 'app/core/live.js';
import { requireRole } from 'app/core/session.js';
import { Workspace } from 'app/workspace/Workspace.js';

await requireRole('bot_owner');
await live.start();
await boot(Workspace, ['message', 'thread', 'workspace']);
