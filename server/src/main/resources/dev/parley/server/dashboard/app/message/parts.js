/** Reads messages as they come from the hub or from its history, where older ones may have any shape. Pure functions. */

const isText = (value) => typeof value === 'string';

/** Per type what has to be there. */
const REQUIRED = {
  text: (part) => isText(part.content),
  markdown: (part) => isText(part.content),
  json: (part) => part.content !== null && part.content !== undefined,
  image: (part) => isText(part.url),
  file: (part) => isText(part.url),
  link: (part) => isText(part.url),
};

/**
 * The parts of a message: given as an array or as its JSON text, else made of the content. A part of an unknown type becomes
 * text, one that lacks something becomes `{type: 'malformed'}`.
 *
 * @param {{parts?: unknown, content?: unknown}} message
 * @returns {{type: string, content?: any, url?: string, name?: string, title?: string, alt?: string, mime_type?: string}[]}
 */
export function partsOf(message) {
  const given = isText(message.parts) ? parsed(message.parts) : message.parts;
  if (Array.isArray(given) && (given.length > 0 || !isText(message.content))) {
    return given.map(readPart);
  }
  return isText(message.content) ? [{ type: 'text', content: message.content }] : [{ type: 'malformed' }];
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readPart(part) {
  if (part === null || typeof part !== 'object' || !isText(part.type)) {
    return { type: 'malformed' };
  }
  if (!Object.hasOwn(REQUIRED, part.type)) {
    return { type: 'text', content: isText(part.content) ? part.content : JSON.stringify(part) };
  }
  return REQUIRED[part.type](part) ? part : { type: 'malformed' };
}

/**
 * Whether something can be shown as a message at all.
 *
 * @param {any} message
 */
export function isReadable(message) {
  return message !== null && typeof message === 'object' && isText(message.id) && Number.isFinite(message.created_at);
}

/**
 * Whose words a message is when a person wrote it in the bot's name.
 *
 * @param {{metadata?: any}} message
 * @returns {{owner: string | null} | null} null when the bot wrote it itself
 */
export function humanAuthor(message) {
  const provenance = message.metadata?.provenance;
  if (provenance?.authored_by !== 'human') {
    return null;
  }
  return { owner: isText(provenance.owner_name) ? provenance.owner_name : null };
}

/**
 * The beginning of a text in one line.
 *
 * @param {unknown} text
 * @param {number} length in characters, from which on it is cut
 */
export function excerpt(text, length) {
  const line = [...String(text ?? '').replace(/\s+/g, ' ').trim()];
  return line.length <= length ? line.join('') : `${line.slice(0, length).join('')}…`;
}
