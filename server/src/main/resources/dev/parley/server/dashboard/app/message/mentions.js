/** Mentions: which one is being typed, what may complete it, and where in a text they stand. Pure functions. */

/** What calls everyone; a bot cannot have either name. */
export const EVERYONE = 'all';

/**
 * The mention that is being typed: from an `@` at the start or after white space up to the caret.
 *
 * @param {string} text
 * @param {number} caret
 * @returns {{start: number, end: number, query: string} | null}
 */
export function mentionAt(text, caret) {
  const found = /(?:^|\s)@([^\s@]*)$/.exec(text.slice(0, caret));
  return found && { start: caret - found[1].length - 1, end: caret, query: found[1] };
}

/**
 * What may stand for what was typed, everyone first.
 *
 * @param {string} query part of a name, in any case
 * @param {{bot_id: string, name: string, online?: boolean}[]} participants
 * @returns {{name: string, everyone?: boolean, online?: boolean}[]}
 */
export function candidates(query, participants) {
  const wanted = query.toLowerCase();
  return [{ name: EVERYONE, everyone: true }, ...participants].filter(({ name }) => name.toLowerCase().includes(wanted));
}

/**
 * The text with the mention completed, and where the caret then stands.
 *
 * @param {string} text
 * @param {{start: number, end: number}} mention as {@link mentionAt} found it
 * @param {string} name
 * @returns {{text: string, caret: number}}
 */
export function complete(text, mention, name) {
  const before = `${text.slice(0, mention.start)}@${name} `;
  return { text: before + text.slice(mention.end).replace(/^ /, ''), caret: before.length };
}

/** The hub's rule: a name is the longest run of these, and none of them stands before the `@`. */
const CALLS = /(?<![A-Za-z0-9_-])@(?:([A-Za-z0-9_-]+)|所有人(?=$|\s|\p{P}))/gu;

/**
 * Cuts a text into what calls somebody and what does not.
 *
 * @param {string} text
 * @param {{names: Set<string>, all: boolean}} called whom the hub says the message calls, names in lower case
 * @returns {{text: string, mention: boolean}[]}
 */
export function segments(text, called) {
  const found = [];
  let at = 0;
  for (const match of text.matchAll(CALLS)) {
    const name = match[1]?.toLowerCase() ?? EVERYONE;
    if (name === EVERYONE ? called.all : called.names.has(name)) {
      found.push({ text: text.slice(at, match.index), mention: false }, { text: match[0], mention: true });
      at = match.index + match[0].length;
    }
  }
  found.push({ text: text.slice(at), mention: false });
  return found.filter((segment) => segment.text !== '');
}

/**
 * Whom a message calls, for {@link segments}.
 *
 * @param {{mentions?: {name: string}[], mention_all?: boolean}} message
 */
export function calledBy(message) {
  const mentions = Array.isArray(message.mentions) ? message.mentions : [];
  return {
    names: new Set(mentions.map((mention) => String(mention?.name).toLowerCase())),
    all: message.mention_all === true,
  };
}
