import { createStore, useStore } from 'app/core/store.js';

/** The system's choice, or one of the page's own. */
export const THEMES = ['system', 'light', 'dark'];

const KEY = 'parley.theme';

const current = createStore(localStorage.getItem(KEY) ?? 'system');

/** `system`, `light` or `dark`. */
export const useTheme = () => useStore(current);

/** Kept for the next visit, where `app/early/theme.js` applies it before the first paint. */
export function setTheme(theme) {
  if (theme === 'system') {
    localStorage.removeItem(KEY);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(KEY, theme);
    document.documentElement.dataset.theme = theme;
  }
  current.set(theme);
}
