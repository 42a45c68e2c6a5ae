import { leaveFor } from 'app/core/address.js';
import { api } from 'app/core/api.js';
import { sessionEnded } from 'app/core/ending.js';
import { createStore, useStore } from 'app/core/store.js';

const HOMES = { bot_owner: '/dashboard/', org_admin: '/org/', super_admin: '/admin/' };

const known = createStore(null);

/**
 * Who is signed in, as `GET /api/auth/session` has it.
 *
 * @returns {Promise<{role: string, org_id: ?string, bot_id: ?string, owner_name: ?string, scopes: ?string[],
 *   expires_at: number, config: {max_file_size_mb: number}} | null>} null when nobody is
 */
export async function currentSession() {
  try {
    known.set(await api.get('/api/auth/session'));
  } catch (error) {
    if (error.status !== 401) {
      throw error;
    }
    known.set(null);
  }
  return known.get();
}

/**
 * Signs in and opens the page of the role, or the place that was asked for before. Fails with `ApiError`.
 *
 * @param {{type: 'bot' | 'org_admin' | 'super_admin'}} fields of `POST /api/auth/login`
 */
export async function login(fields) {
  const { session } = await api.post('/api/auth/login', fields);
  leaveFor(HOMES[session.role]);
}

/** Signs out and opens the sign-in page, even if the hub does not answer. */
export async function logout() {
  history.replaceState(null, '', '#');
  await sessionEnded();
}

/** The session if it has this role; else opens the sign-in page, which leads on, and never resolves. */
export async function requireRole(role) {
  const session = await currentSession();
  if (session?.role !== role) {
    leaveFor('/');
    return new Promise(() => {});
  }
  return session;
}

/** The session that was last asked for, or null. */
export const useSession = () => useStore(known);
