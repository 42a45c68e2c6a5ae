import { Fragment, html } from 'app/core/html.js';
import { createStore, useStore } from 'app/core/store.js';
import { Toasts } from 'app/ui/Toast.js';

const open = createStore([]);
let count = 0;

/**
 * Shows something above the page until it is closed, wherever in the page that is asked for.
 *
 * @template T
 * @param {(close: (answer: T) => void) => object} draw
 * @returns {Promise<T>} what it was closed with
 */
export function openOverlay(draw) {
  return new Promise((resolve) => {
    count += 1;
    const overlay = { id: count, draw };
    overlay.close = (answer) => {
      open.set(open.get().filter((other) => other !== overlay));
      resolve(answer);
    };
    open.set([...open.get(), overlay]);
  });
}

/** Where overlays and toasts appear. Once on every page. */
export function Overlays() {
  return html`
    ${useStore(open).map(({ id, draw, close }) => html`<${Fragment} key=${id}>${draw(close)}<//>`)}
    <${Toasts} />
  `;
}
