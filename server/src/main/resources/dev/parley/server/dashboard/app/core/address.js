/** Where the hub is: this file is at `<hub>/assets/<version>/app/core/`, whatever prefix that may have. */
const HUB = new URL('../../../../', import.meta.url);

/**
 * The whole address of something on the hub.
 *
 * @param {string} path such as `/api/threads`
 * @param {Record<string, unknown>} [query] what is null or undefined is left out, what is empty stays
 */
export function url(path, query = {}) {
  const address = new URL(path.replace(/^\//, ''), HUB);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) {
      address.searchParams.set(name, value);
    }
  }
  return address.href;
}

/** The same for the WebSocket. */
export const socketUrl = (path, query) => url(path, query).replace(/^http/, 'ws');

/** To a page of the hub; the place after `#` is kept, as a page of another role passes it on. */
export function leaveFor(page) {
  if (url(page) === location.href.replace(/#.*/, '')) {
    location.reload();
  } else {
    location.replace(url(page) + location.hash);
  }
}
