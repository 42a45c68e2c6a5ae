import { calledBy, candidates, complete, mentionAt, segments } from 'app/message/mentions.js';

const ada = { bot_id: '1', name: 'ada' };
const bob = { bot_id: '2', name: 'Bob-2' };
const names = (query) => candidates(query, [ada, bob]).map((candidate) => candidate.name);
const called = calledBy({ mentions: [{ name: 'Bob-2' }], mention_all: false });
const everyone = calledBy({ mentions: [], mention_all: true });
const marked = (text, whom = called) => segments(text, whom).map((part) => (part.mention ? `[${part.text}]` : part.text));

/** What is tested, what it gives, and what it should give. */
export default [
  ['a mention begins at the start', mentionAt('@bo', 3), { start: 0, end: 3, query: 'bo' }],
  ['a mention begins after a space', mentionAt('hi @', 4), { start: 3, end: 4, query: '' }],
  ['a mention begins on a new line', mentionAt('hi\n@b', 5), { start: 3, end: 5, query: 'b' }],
  ['an address is no mention', mentionAt('me@bob', 6), null],
  ['a space ends it', mentionAt('@bob ', 5), null],
  ['only what is before the caret counts', mentionAt('@bob', 2), { start: 0, end: 2, query: 'b' }],
  ['everyone comes first', names(''), ['all', 'ada', 'Bob-2']],
  ['any part of a name in any case will do', names('B-'), ['Bob-2']],
  ['all contains an a, and so does ada', names('a'), ['all', 'ada']],
  ['completing puts one space behind', complete('hi @bo there', { start: 3, end: 6 }, 'bob'), { text: 'hi @bob there', caret: 8 }],
  ['completing at the end leaves the caret there', complete('@b', { start: 0, end: 2 }, 'bob'), { text: '@bob ', caret: 5 }],
  ['who is called stands out, in any case', marked('hi @bob-2, and @ada'), ['hi ', '[@bob-2]', ', and @ada']],
  ['a longer name is another', marked('@bob-2x'), ['@bob-2x']],
  ['a name in an address is none', marked('me@bob-2'), ['me@bob-2']],
  ['between ideographs it is one', marked('看@bob-2的'), ['看', '[@bob-2]', '的']],
  ['all may be written in any case', marked('@ALL go', everyone), ['[@ALL]', ' go']],
  ['all may be written in Chinese', marked('@所有人，好', everyone), ['[@所有人]', '，好']],
  ['which a longer word does not do', marked('@所有人好', everyone), ['@所有人好']],
  ['without mentions nothing stands out', marked('@all @ada', calledBy({})), ['@all @ada']],
  ['mentions of any shape do no harm', marked('@x', calledBy({ mentions: [null, {}, 'x'] })), ['@x']],
];
