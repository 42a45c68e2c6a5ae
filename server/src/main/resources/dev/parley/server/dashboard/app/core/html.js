/**
 * What components are written with: Preact's functions and hooks, and `html`, a template tag in place of JSX.
 *
 *     const Presence = ({ bot }) => html`<p class="presence">${bot.name}: ${t(bot.online ? 'online' : 'offline')}</p>`;
 */
import { h } from 'preact';
import htm from 'htm';

export { createContext, Fragment, render } from 'preact';
export {
  useCallback,
  useContext,
  useEffect,
  useErrorBoundary,
  useId,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from 'preact/hooks';

export const html = htm.bind(h);

/** Class names from what holds: `classes('row', open && 'open')` is `'row open'` or `'row'`. */
export const classes = (...names) => names.filter(Boolean).join(' ');
