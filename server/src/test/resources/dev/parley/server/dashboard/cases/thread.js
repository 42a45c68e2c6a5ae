import { changed } from 'app/thread/changes.js';
import { rowsOf } from 'app/thread/diff.js';
import { allows, policyOf, readLabels, rulesOf } from 'app/thread/policy.js';
import { powersIn } from 'app/thread/powers.js';
import { statusChange } from 'app/thread/status.js';

const someone = { initiator: false, label: 'lead' };
const may = (policy, action, who = someone) => allows(policy === null ? null : JSON.stringify(policy), action, who);
const modes = (policy) => Object.fromEntries(Object.entries(rulesOf(policy)).map(([action, rule]) => [action, rule.mode]));
const again = (policy) => policyOf(rulesOf(policy));

const thread = {
  id: 't',
  status: 'active',
  initiator_id: 'a',
  permission_policy: null,
  participants: [{ bot_id: 'a', name: 'ada', online: false }, { bot_id: 'b', name: 'bob', online: true }],
};
const powers = (change, self) => {
  const { write, invite, remove, manage, statuses } = powersIn({ ...thread, ...change }, { self });
  return [write, invite, remove('b'), manage, statuses.length];
};
const event = (type, fields) => changed.thread(thread, { type, ...fields });
const latest = [{ artifact_key: 'k', version: 2 }];
const artifact = (key, version, id = 't') => changed.artifacts(latest, { type: 'thread_artifact', thread_id: id, artifact: { artifact_key: key, version } }, 't');

const diff = '--- k\tversion 1\n+++ k\tversion 2\n@@ -1,3 +1,3 @@\n one\n-two too\n+two 2 too\n three\n\\ No newline at end of file\n';
const kinds = (text) => rowsOf(text).map(({ kind, from, to }) => `${kind} ${from ?? ''} ${to ?? ''}`.trim());

/** What is tested, what it gives, and what it should give. */
export default [
  ['without a policy all may write', may(null, 'write'), true],
  ['but manage only the initiator', [may(null, 'manage'), may(null, 'manage', { initiator: true })], [false, true]],
  ['a star is everybody', may({ manage: ['*'] }, 'manage'), true],
  ['a list leaves the initiator out', may({ write: ['x'] }, 'write', { initiator: true, label: null }), false],
  ['unless it is named', may({ write: ['initiator'] }, 'write', { initiator: true }), true],
  ['a label must be in the list', [may({ write: ['lead'] }, 'write'), may({ write: ['Lead'] }, 'write')], [true, false]],
  ['an empty list is nobody', may({ write: [] }, 'write'), false],
  ['an empty label is none', may({ write: [''] }, 'write', { initiator: false, label: '' }), false],
  ['null in a policy is no list', may({ write: null }, 'write'), true],
  ['what cannot be read allows nothing', ['{', '[]', '7', 'null'].map((text) => allows(text, 'write', someone)), [false, false, false, false]],
  ['a missing manage is the initiator’s, others are unrestricted', modes(null), { write: 'unrestricted', invite: 'unrestricted', remove: 'unrestricted', resolve: 'unrestricted', close: 'unrestricted', manage: 'initiator' }],
  ['which is saved so', again(null), { manage: ['initiator'] }],
  ['unrestricted managing is a star', policyOf({ ...rulesOf(null), manage: { mode: 'unrestricted', labels: [] } }), { manage: ['*'] }],
  ['everything else comes back as it was', again({ write: ['*'], close: ['initiator'], invite: ['a', 'b'], remove: [], manage: ['a'] }), { write: ['*'], invite: ['a', 'b'], remove: [], close: ['initiator'], manage: ['a'] }],
  ['a policy may be its text', modes('{"write":["*"]}').write, 'everyone'],
  ['labels are separated by commas of any kind', readLabels(' a, b，c、a,, '), { labels: ['a', 'b', 'c'], problem: null }],
  ['six are too many', readLabels('a,b,c,d,e,f').problem, 'many'],
  ['sixty-five characters are too many', readLabels('x'.repeat(65)).problem, 'long'],
  ['an administrator may do all but write', powers({}, undefined), [false, true, true, true, 4]],
  ['an administrator may change what is over', powers({ status: 'closed' }, undefined), [false, false, false, true, 1]],
  ['the initiator manages', powers({}, 'a'), [true, true, true, true, 4]],
  ['another does not, nor removes itself', powers({}, 'b'), [true, true, false, false, 4]],
  ['a stranger does nothing', powers({}, 'c'), [false, false, false, false, 0]],
  ['what is over is only begun again', powers({ status: 'resolved' }, 'a'), [false, false, false, false, 1]],
  ['the policy shortens the menu', powers({ permission_policy: '{"resolve":[],"close":[]}' }, 'a')[4], 2],
  ['the last one cannot be removed', powers({ participants: [thread.participants[1]] }, undefined)[2], false],
  ['people close by hand', statusChange('closed'), { status: 'closed', close_reason: 'manual' }],
  ['other statuses have no reason', statusChange('active'), { status: 'active' }],
  ['a change of the thread is taken over', event('thread_updated', { thread: { id: 't', topic: 'new' } }).topic, 'new'],
  ['its participants stay', event('thread_updated', { thread: { id: 't', topic: 'new' } }).participants.length, 2],
  ['another’s is not', event('thread_updated', { thread: { id: 'u', topic: 'new' } }) === thread, true],
  ['a new status is', event('thread_status_changed', { thread_id: 't', to: 'blocked' }).status, 'blocked'],
  ['whoever leaves is gone', event('thread_participant', { thread_id: 't', action: 'left', bot_id: 'a' }).participants.map(({ name }) => name), ['bob']],
  ['whoever comes online is', event('bot_online', { bot: { id: 'a' } }).participants[0].online, true],
  ['a new name is taken over', event('bot_renamed', { bot_id: 'b', new_name: 'rob' }).participants[1].name, 'rob'],
  ['a strange bot changes nothing', event('bot_online', { bot: { id: 'z' } }) === thread, true],
  ['a new artifact comes last', artifact('n', 1).map((each) => each.artifact_key), ['k', 'n']],
  ['a new version takes the old one’s place', artifact('k', 3), [{ artifact_key: 'k', version: 3 }]],
  ['an old version does not', artifact('k', 1) === latest, true],
  ['another thread’s is none of ours', artifact('n', 1, 'u') === latest, true],
  ['a diff has both texts’ line numbers', kinds(diff), ['gap', 'same 1 1', 'removed 2', 'added  2', 'same 3 3']],
  ['a changed line says what in it', rowsOf(diff).filter((row) => row.changed).map(({ text, changed: [start, end] }) => text.slice(start, end)), ['', '2 ']],
  ['lines with nothing in common say nothing', rowsOf('@@ -1 +1 @@\n-abc\n+xyz').some((row) => row.changed), false],
  ['names of files are no lines', kinds('--- a\n+++ b\n'), []],
  ['what looks like a name within is a line', kinds('@@ -1 +1 @@\n--- a\n+++ b'), ['gap', 'removed 1', 'added  1']],
];
