/** Pictures on their way into a message: what is waiting, being sent, there, or failed. Pure functions. */

/** As many pictures a message takes. */
export const MAX_PICTURES = 10;

/** As many are uploaded at once. */
export const PARALLEL = 3;

/** What the hub shows as a picture. */
export const TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

/**
 * @typedef {object} Attachment
 * @property {number} id
 * @property {File} file
 * @property {'waiting'|'sending'|'done'|'failed'} state
 * @property {number} progress from 0 to 1
 * @property {string} [url] where the hub keeps it
 * @property {string} [problem] why it failed
 */

/**
 * Sorts out what cannot be attached.
 *
 * @param {File[]} files
 * @param {number} present how many are attached already
 * @param {number} maxBytes
 * @returns {{accepted: File[], refused: {file: File, why: 'type'|'size'|'count'}[]}}
 */
export function admit(files, present, maxBytes) {
  const accepted = [];
  const refused = [];
  for (const file of files) {
    const why = problemWith(file, present + accepted.length, maxBytes);
    if (why) {
      refused.push({ file, why });
    } else {
      accepted.push(file);
    }
  }
  return { accepted, refused };
}

function problemWith(file, present, maxBytes) {
  if (!TYPES.includes(file.type)) {
    return 'type';
  }
  if (file.size > maxBytes) {
    return 'size';
  }
  return present >= MAX_PICTURES ? 'count' : null;
}

/**
 * The next state of all attachments.
 *
 * @param {Attachment[]} list
 * @param {{type: 'add', items: {id: number, file: File}[]} | {type: 'remove', id: number} | {type: 'clear', ids: number[]}
 *   | {type: 'change', id: number, to: Partial<Attachment>}} action
 * @returns {Attachment[]}
 */
export function attachments(list, action) {
  switch (action.type) {
    case 'add':
      return [...list, ...action.items.map((item) => ({ ...item, state: 'waiting', progress: 0 }))];
    case 'remove':
      return list.filter((item) => item.id !== action.id);
    case 'clear':
      return list.filter((item) => !action.ids.includes(item.id));
    default:
      return list.map((item) => (item.id === action.id ? { ...item, ...action.to } : item));
  }
}

/**
 * Those whose upload is to begin now.
 *
 * @param {Attachment[]} list
 */
export function due(list) {
  const free = PARALLEL - list.filter((item) => item.state === 'sending').length;
  return list.filter((item) => item.state === 'waiting').slice(0, Math.max(0, free));
}

/**
 * Whether the message has to wait for some of them.
 *
 * @param {Attachment[]} list
 */
export function isBusy(list) {
  return list.some((item) => item.state === 'waiting' || item.state === 'sending');
}

/**
 * What to send: the text, or in its place how many pictures there are.
 *
 * @param {string} text
 * @param {Attachment[]} done
 * @returns {{content: string, parts?: object[]}}
 */
export function bodyOf(text, done) {
  if (done.length === 0) {
    return { content: text };
  }
  const content = text || (done.length === 1 ? '[image]' : `[${done.length} images]`);
  const pictures = done.map((item) => ({ type: 'image', url: item.url, alt: item.file.name }));
  return { content, parts: text ? [{ type: 'text', content: text }, ...pictures] : pictures };
}
