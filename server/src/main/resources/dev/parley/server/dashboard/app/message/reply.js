/** What answering does to the text being written: it calls the one who is answered, and takes that back. Pure functions. */

/**
 * The text when an answer begins.
 *
 * @param {string} text
 * @param {string} name whom the answer is for
 * @returns {{text: string, inserted: string}} `inserted` is empty when the text calls the name already
 */
export function begin(text, name) {
  const call = `@${name} `;
  return text.startsWith(call) ? { text, inserted: '' } : { text: call + text, inserted: call };
}

/**
 * The text when the answer is given up or becomes one to somebody else: as before, unless the call was edited.
 *
 * @param {string} text
 * @param {string} inserted by {@link begin}
 */
export function cancel(text, inserted) {
  return inserted !== '' && text.startsWith(inserted) ? text.slice(inserted.length) : text;
}
