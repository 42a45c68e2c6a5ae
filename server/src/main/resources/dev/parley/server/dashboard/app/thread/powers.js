import { allows } from 'app/thread/policy.js';
import { isTerminal, nextStatuses } from 'app/thread/status.js';

/**
 * @typedef {object} Powers what somebody may do in a thread, so that nothing is offered that the hub refuses
 * @property {boolean} write
 * @property {boolean} invite
 * @property {(bot: string) => boolean} remove
 * @property {boolean} manage the settings
 * @property {boolean} decide on requests to join
 * @property {string[]} statuses to change to
 */

/**
 * What the reader may do. An administrator is bound by the thread's status only, a participant by its policy, too. The
 * organisation's default policy is not known to participants: what it forbids the hub refuses.
 *
 * @param {any} thread with its participants
 * @param {{self?: string}} source `self` is the bot in whose name the reader acts; an administrator has none
 * @returns {Powers}
 */
export function powersIn(thread, { self }) {
  const may = self === undefined ? () => true : permissionsOf(thread, self);
  const open = !isTerminal(thread.status);
  const others = thread.participants.length > 1;
  return {
    write: self !== undefined && open && may('write'),
    invite: open && may('invite'),
    remove: (bot) => open && others && bot !== self && may('remove'),
    manage: may('manage') && (open || self === undefined),
    decide: self !== undefined && (may('manage') || may('invite')),
    statuses: may === nothing ? [] : nextStatuses(thread.status, may),
  };
}

const nothing = () => false;

function permissionsOf(thread, self) {
  const own = thread.participants.find((participant) => participant.bot_id === self);
  if (own === undefined) {
    return nothing;
  }
  const asWho = { initiator: thread.initiator_id === self, label: own.label };
  return (action) => allows(thread.permission_policy, action, asWho);
}
