'use strict';

// Before anything is painted, so that nobody in the dark sees a white flash. Not a module: those run after the first paint.
{
  const chosen = localStorage.getItem('parley.theme');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
}
