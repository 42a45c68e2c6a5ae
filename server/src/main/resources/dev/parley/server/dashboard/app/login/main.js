import { boot } from 'app/core/boot.js';
import { SignIn } from 'app/login/SignIn.js';

await boot(SignIn, ['login']);
