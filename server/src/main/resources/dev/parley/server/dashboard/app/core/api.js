import { url } from 'app/core/address.js';
import { sessionEnded } from 'app/core/ending.js';
import { send } from 'app/core/upload.js';
import { ApiError } from 'app/core/failure.js';

export { ApiError, url };

const TIMEOUT_MS = 30_000;
const ENDED = new Set(['AUTH_REQUIRED', 'SESSION_INVALID']);

async function request(method, path, { query, body, signal } = {}) {
  const signals = [AbortSignal.timeout(TIMEOUT_MS), signal].filter(Boolean);
  const options = { method, signal: AbortSignal.any(signals), headers: { Accept: 'application/json' } };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers['Content-Type'] = 'application/json';
  }
  let response;
  try {
    response = await fetch(url(path, query), options);
  } catch (error) {
    throw ApiError.unreachable(error);
  }
  return answer(path, response);
}

async function answer(path, response) {
  const text = await response.text();
  const value = text && response.headers.get('Content-Type')?.startsWith('application/json') ? JSON.parse(text) : text;
  if (response.ok) {
    return value === '' ? null : value;
  }
  const error = ApiError.of(response.status, value);
  if (response.status === 401 && ENDED.has(error.code) && !path.startsWith('/api/auth/')) {
    sessionEnded();
  }
  throw error;
}

/**
 * The hub's HTTP API, with the session's cookie. Everything fails with `ApiError`; that a session has ended leads to the
 * sign-in page as well. `query` leaves out what is null or undefined; `options` may have a `signal` to give up with.
 */
export const api = {
  get: (path, query, options) => request('GET', path, { query, ...options }),
  post: (path, body = {}, options) => request('POST', path, { body, ...options }),
  put: (path, body, options) => request('PUT', path, { body, ...options }),
  patch: (path, body, options) => request('PATCH', path, { body, ...options }),
  delete: (path, body, options) => request('DELETE', path, { body, ...options }),
};

/**
 * Sends a file as the form field `file`.
 *
 * @param {{onProgress?: (share: number) => void, signal?: AbortSignal}} [options] the share goes from 0 to 1
 * @returns {Promise<{id: string, name: string, mime_type: string, size: number, url: string}>} fails with `ApiError`
 */
export const upload = (path, file, options) => send(url(path), file, options);
