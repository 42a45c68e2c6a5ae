import { boot } from 'app/core/boot.js';
import { currentSession } from 'app/core/session.js';
import { Console } from 'app/platform/Console.js';
import { OperatorSignIn } from 'app/platform/OperatorSignIn.js';

const session = await currentSession();
await boot(session?.role === 'super_admin' ? Console : OperatorSignIn, ['login', 'platform']);
