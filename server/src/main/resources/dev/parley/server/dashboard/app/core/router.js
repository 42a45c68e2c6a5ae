import { html, useEffect } from 'app/core/html.js';
import { createStore, useStore } from 'app/core/store.js';

/** Places within a page are what stands behind the `#` of the address, written like a path: `#/bots/17?tab=profile`. */
const read = () => location.hash.slice(1) || '/';

const place = createStore(read());

addEventListener('hashchange', () => place.set(read()));

/** The address of a place, for a link. */
export const link = (path) => `#${path}`;

/** Goes to a place. @param {{replace?: boolean}} [options] whether the way back skips this one */
export function navigate(path, { replace = false } = {}) {
  if (replace) {
    history.replaceState(null, '', link(path));
    place.set(read());
  } else {
    location.hash = path;
  }
}

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const segments = (path) => path.split('/').filter(Boolean);

/** The variable segments of a path by name, or null if it has another shape; a slash at the end does not matter. */
export function match(pattern, path) {
  const wanted = segments(pattern);
  const given = segments(path);
  const params = {};
  const fits = wanted.every((segment, i) => {
    if (segment.startsWith(':') && given[i] !== undefined) {
      params[segment.slice(1)] = decoded(given[i]);
      return true;
    }
    return segment === given[i];
  });
  return fits && wanted.length === given.length ? params : null;
}

/** Where the page is: the path, and what follows its question mark. */
export function usePlace() {
  const [path, query = ''] = useStore(place).split('?');
  return { path, query: Object.fromEntries(new URLSearchParams(query)) };
}

/**
 * What to show here. A component gets the pattern's variables and the query as properties; the pattern `*` is for any other
 * place.
 *
 * @param {Record<string, Function>} routes components by pattern, such as `/bots/:id`; the first that fits is taken
 */
export function useRoute(routes) {
  const { path, query } = usePlace();
  for (const [pattern, Component] of Object.entries(routes)) {
    const params = pattern === '*' ? {} : match(pattern, path);
    if (params) {
      return html`<${Component} ...${query} ...${params} />`;
    }
  }
  return null;
}

/** Names the page in the browser's tab. */
export function useTitle(title) {
  useEffect(() => {
    document.title = title ? `${title} · Parley` : 'Parley';
  }, [title]);
}
