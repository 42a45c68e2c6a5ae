import { url } from 'app/core/api.js';

/** Which addresses from messages may become links or pictures. Everything else stays text. */

const LIVE = new Set(['http:', 'https:', 'mailto:']);
const OWN_FILE = /^\/api\/files\/[0-9a-f-]{36}(\?[\w=&-]*)?$/i;
const RASTER = /^data:image\/(png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=]+$/;

/**
 * The address to link to, or null when it must not be live. Only the hub's own files may be given relative to it.
 *
 * @param {unknown} address as somebody else wrote it
 * @returns {string | null}
 */
export function liveHref(address) {
  if (typeof address !== 'string') {
    return null;
  }
  if (OWN_FILE.test(address)) {
    return url(address);
  }
  const parsed = parse(address);
  return parsed && LIVE.has(parsed.protocol) ? parsed.href : null;
}

/**
 * The address to load a picture from, or null. Pictures from elsewhere are not loaded: fetching one would tell its owner who
 * reads the message, and when.
 *
 * @param {unknown} address as somebody else wrote it
 * @returns {string | null}
 */
export function pictureSource(address) {
  if (typeof address !== 'string') {
    return null;
  }
  if (OWN_FILE.test(address)) {
    return url(address);
  }
  if (RASTER.test(address)) {
    return address;
  }
  const parsed = parse(address);
  return parsed?.origin === location.origin && LIVE.has(parsed.protocol) ? parsed.href : null;
}

/** Parses as browsers do, so that nothing hides behind white space or control characters. */
function parse(address) {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
