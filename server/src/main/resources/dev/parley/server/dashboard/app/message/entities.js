/** The character references of HTML, as Markdown allows them in any text. */

const REFERENCE = /&(?:#x?[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/gi;
const known = new Map();

/**
 * The text with its references replaced by what they stand for; what is none stays as it is.
 *
 * @param {string} text
 */
export function decodeEntities(text) {
  return text.includes('&') ? text.replace(REFERENCE, decode) : text;
}

/** Only the browser knows all two thousand; it is given nothing but a single reference. */
function decode(reference) {
  if (!known.has(reference)) {
    const area = document.createElement('textarea');
    area.innerHTML = reference;
    known.set(reference, area.value);
  }
  return known.get(reference);
}
