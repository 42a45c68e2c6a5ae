import { api } from 'app/core/api.js';
import { createContext, useContext } from 'app/core/html.js';
import { locale } from 'app/core/i18n.js';
import { useResource } from 'app/core/resource.js';
import { toast, toastError } from 'app/ui/Toast.js';

/** What the parts of the console share: `{orgs, codes, stats}`, each as `useResource` has it. */
export const Platform = createContext(null);

export const usePlatform = () => useContext(Platform);

/** Loads it. */
export const useEverything = () => ({
  orgs: useResource(() => api.get('/api/orgs')),
  codes: useResource(() => api.get('/api/platform/invite-codes')),
  stats: useResource(() => api.get('/api/stats')),
});

/** Does something and says that it is done, or why not. @returns {Promise<boolean>} whether it is */
export async function attempt(work, done) {
  try {
    await work();
  } catch (error) {
    toastError(error);
    return false;
  }
  toast(done, 'good');
  return true;
}

export const number = (value) => new Intl.NumberFormat(locale()).format(value);
