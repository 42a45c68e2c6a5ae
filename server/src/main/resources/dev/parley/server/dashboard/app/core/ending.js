import { leaveFor, url } from 'app/core/address.js';

/**
 * How the end of a session leads to the sign-in page. Whatever must be read first, such as a secret that is shown only once,
 * holds that back: `const release = holdPage()`.
 */
let holders = 0;
let ended = false;

function leaveIfFree() {
  if (ended && holders === 0) {
    leaveFor('/');
  }
}

/** Keeps the page although the session may end. @returns {() => void} lets go */
export function holdPage() {
  let held = true;
  holders += 1;
  return () => {
    if (held) {
      held = false;
      holders -= 1;
      leaveIfFree();
    }
  };
}

/** To be called when the hub refuses the session; more than once does no harm. */
export async function sessionEnded() {
  if (ended) {
    return;
  }
  ended = true;
  // A cookie may be left of a session that is of no use: with it, the sign-in page would lead right back here.
  await fetch(url('/api/auth/logout'), { method: 'POST' }).catch(() => null);
  leaveIfFree();
}
