import { EMPTY, MAX_KEPT, opened, refreshed, withArrived, withNewer, withOlder } from 'app/message/timeline.js';
import { anchorAt, indexAt, offsets, topOf, windowOf } from 'app/message/heights.js';

const messages = (...ids) => ids.map((id) => ({ id: `m${id}`, created_at: id }));
const ids = (timeline) => timeline.items.map((message) => message.id.slice(1)).join();
const known = opened({ items: messages(3, 4), more: true });
const middle = opened({ items: messages(3, 4), more: true, detached: true });
const full = opened({ items: messages(...Array.from({ length: MAX_KEPT }, (_, i) => i)), more: false });

const items = messages(0, 1, 2, 3, 4);
const heights = new Map([['m0', 10], ['m2', 30]]);
const starts = offsets(items, heights);
const long = offsets(messages(...Array.from({ length: 10_000 }, (_, i) => i)), new Map([['m0', 100]]));

/** What is tested, what it gives, and what it should give. */
export default [
  ['older ones come first', ids(withOlder(known, { items: messages(1, 2), more: false })), '1,2,3,4'],
  ['whether there are more is what the page says', withOlder(known, { items: [], more: false }).more, false],
  ['nothing is there twice', ids(withOlder(known, { items: messages(2, 3), more: true })), '2,3,4'],
  ['new ones come last', ids(withArrived(known, messages(5, 6))), '3,4,5,6'],
  ['in the hub’s order within a millisecond', ids(withArrived(known, [{ id: 'mb', created_at: 5 }, { id: 'ma', created_at: 5 }])), '3,4,b,a'],
  ['an overtaken one goes to its place', ids(withArrived(withArrived(known, messages(6)), messages(5))), '3,4,5,6'],
  ['what is known changes nothing', withArrived(known, messages(4)) === known, true],
  ['in the middle nothing is appended', withArrived(middle, messages(9)) === middle, true],
  ['the next page is', ids(withNewer(middle, { items: messages(5), more: true })), '3,4,5'],
  ['and the last one ends that', withNewer(middle, { items: [], more: false }).detached, false],
  ['the first messages of all', ids(withArrived(EMPTY, messages(1))), '1'],
  ['after a break what overlaps goes on', ids(refreshed(known, { items: messages(4, 5), more: true })), '3,4,5'],
  ['what does not begins anew', ids(refreshed(known, { items: messages(8, 9), more: true })), '8,9'],
  ['a reader in the middle stays there', refreshed(middle, { items: messages(8, 9), more: true }) === middle, true],
  ['the oldest are let go', [withArrived(full, messages(MAX_KEPT)).items.length, withArrived(full, messages(MAX_KEPT)).items[0].id], [MAX_KEPT, 'm1']],
  ['and can be had again', withArrived(full, messages(MAX_KEPT)).more, true],

  ['what is not measured counts as the average', [...starts], [0, 10, 30, 60, 80, 100]],
  ['the item at a place', [-5, 0, 9, 10, 59, 60, 99, 500].map((top) => indexAt(starts, top)), [0, 0, 0, 1, 2, 3, 4, 4]],
  ['no items, no place', indexAt(offsets([], heights), 0), -1],
  ['nothing to render', windowOf(offsets([], heights), 0, 100), { first: 0, end: 0 }],
  ['a short list is rendered whole', windowOf(starts, 0, 100), { first: 0, end: 5 }],
  ['of a long one little', windowOf(long, 500_000, 1000), { first: 4994, end: 5017 }],
  ['its beginning', windowOf(long, 0, 1000), { first: 0, end: 17 }],
  ['its end', windowOf(long, 999_000, 1000), { first: 9984, end: 10_000 }],
  ['a place is an item and what of it is hidden', anchorAt(items, starts, 35), { id: 'm2', hidden: 5 }],
  ['which leads back to it', topOf(items, starts, { id: 'm2', hidden: 5 }), 35],
  ['also when others have come before', topOf([...messages(7, 8), ...items], offsets([...messages(7, 8), ...items], heights), { id: 'm2', hidden: 5 }), 75],
  ['but not when it is gone', topOf(items, starts, { id: 'm9', hidden: 5 }), null],
];
