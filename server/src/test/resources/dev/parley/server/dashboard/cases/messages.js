import { excerpt, humanAuthor, isReadable, partsOf } from 'app/message/parts.js';
import { begin, cancel } from 'app/message/reply.js';
import { admit, attachments, bodyOf, due, isBusy } from 'app/message/attachments.js';
import { down, isSwipe, moved } from 'app/message/touch.js';

const types = (message) => partsOf(message).map((part) => part.type);
const text = { type: 'text', content: 'x' };
const file = (name, type = 'image/png', size = 10) => ({ name, type, size });
const verdict = (files, present) => {
  const { accepted, refused } = admit(files, present, 100);
  return [accepted.map((each) => each.name), refused.map(({ why }) => why)];
};
const item = (id, state) => ({ id, state, progress: 0, file: file(`${id}.png`), url: `/f/${id}` });
const swipe = (...points) => points.reduce((gesture, point) => moved(gesture, [point]), down([{ x: 100, y: 100 }]));

/** What is tested, what it gives, and what it should give. */
export default [
  ['parts are taken as they are', partsOf({ parts: [text], content: 'y' }), [text]],
  ['parts may be JSON text', partsOf({ parts: JSON.stringify([text]) }), [text]],
  ['without parts the content is one', partsOf({ parts: null, content: 'y' }), [{ type: 'text', content: 'y' }]],
  ['text that is no JSON is no parts', partsOf({ parts: '{', content: 'y' }), [{ type: 'text', content: 'y' }]],
  ['an unknown part becomes text', partsOf({ parts: [{ type: 'poll', content: 'tea?' }] }), [{ type: 'text', content: 'tea?' }]],
  ['an inherited name is no type', types({ parts: [{ type: 'constructor' }] }), ['text']],
  ['what lacks something is malformed', types({ parts: [{ type: 'text' }, { type: 'image', url: 1 }, null, 7, []] }), Array(5).fill('malformed')],
  ['nothing at all is malformed', types({}), ['malformed']],
  ['no parts and a text is the text', types({ parts: [], content: '' }), ['text']],
  ['a json part needs a value', types({ parts: [{ type: 'json', content: null }, { type: 'json', content: [] }] }), ['malformed', 'json']],
  ['what has no id cannot be shown', isReadable({ created_at: 1 }), false],
  ['what has no time cannot be shown', isReadable({ id: 'x', created_at: 'now' }), false],
  ['null cannot be shown', isReadable(null), false],
  ['a person is named', humanAuthor({ metadata: { provenance: { authored_by: 'human', owner_name: 'Ann' } } }), { owner: 'Ann' }],
  ['a person may have no name', humanAuthor({ metadata: { provenance: { authored_by: 'human', owner_name: null } } }), { owner: null }],
  ['metadata of any shape does no harm', ['x', 7, [], null, { provenance: 'human' }].map((metadata) => humanAuthor({ metadata })), Array(5).fill(null)],
  ['an excerpt is one line', excerpt(' a\n\n b ', 80), 'a b'],
  ['an excerpt cuts no character in two', excerpt('🙂🙂🙂', 2), '🙂🙂…'],
  ['an answer calls whom it is for', begin('well', 'bob'), { text: '@bob well', inserted: '@bob ' }],
  ['it calls nobody twice', begin('@bob well', 'bob'), { text: '@bob well', inserted: '' }],
  ['giving up takes the call back', cancel('@bob well', '@bob '), 'well'],
  ['an edited call stays', cancel('@bobby well', '@bob '), '@bobby well'],
  ['what was there before stays', cancel('@bob well', ''), '@bob well'],
  ['pictures are taken', verdict([file('a')], 0), [['a'], []]],
  ['what is none, too large or too many is not', verdict([file('a', 'image/svg+xml'), file('b', 'image/png', 101), file('c'), file('d')], 9), [['c'], ['type', 'size', 'count']]],
  ['three are uploaded at once', due([item(1, 'sending'), item(2, 'waiting'), item(3, 'done'), item(4, 'waiting'), item(5, 'waiting')]).map(({ id }) => id), [2, 4]],
  ['a fourth waits', due([item(1, 'sending'), item(2, 'sending'), item(3, 'sending'), item(4, 'waiting')]), []],
  ['what failed keeps nothing waiting', isBusy([item(1, 'failed'), item(2, 'done')]), false],
  ['a change is one attachment’s', attachments([item(1, 'sending'), item(2, 'sending')], { type: 'change', id: 2, to: { progress: 1 } }).map(({ progress }) => progress), [0, 1]],
  ['text alone has no parts', bodyOf('hi', []), { content: 'hi' }],
  ['pictures follow the text', bodyOf('hi', [item(1, 'done')]), { content: 'hi', parts: [{ type: 'text', content: 'hi' }, { type: 'image', url: '/f/1', alt: '1.png' }] }],
  ['one picture alone says so', bodyOf('', [item(1, 'done')]).content, '[image]'],
  ['several say how many', bodyOf('', [item(1, 'done'), item(2, 'done')]).content, '[2 images]'],
  ['sixty pixels are a swipe', isSwipe(swipe({ x: 40, y: 105 })), true],
  ['fewer are none', isSwipe(swipe({ x: 41, y: 100 })), false],
  ['to the right is none', isSwipe(swipe({ x: 170, y: 100 })), false],
  ['scrolling is none, whatever follows', isSwipe(swipe({ x: 90, y: 131 }, { x: 20, y: 100 })), false],
  ['a second finger ends it', moved(down([{ x: 1, y: 1 }]), [{ x: 1, y: 1 }, { x: 2, y: 2 }]), null],
  ['two fingers begin nothing', down([{ x: 1, y: 1 }, { x: 2, y: 2 }]), null],
  ['a little stir keeps pressing', swipe({ x: 106, y: 108 }).pressing, true],
  ['more does not, even if it comes back', swipe({ x: 106, y: 109 }, { x: 100, y: 100 }).pressing, false],
];
