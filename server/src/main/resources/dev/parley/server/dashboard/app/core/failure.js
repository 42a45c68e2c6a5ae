import { t } from 'app/core/i18n.js';

/** Why the hub did not do what it was asked. `status` is 0 when it could not be reached. */
export class ApiError extends Error {
  constructor(status, code, message, retryAfter) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    /** Seconds after which to try again, if the hub said so. */
    this.retryAfter = retryAfter;
  }

  /** @param body what came: the hub's own errors are JSON, a proxy's may be anything */
  static of(status, body) {
    const message = body?.message ?? body?.error ?? t('error.status', { status });
    return new ApiError(status, body?.code, message, body?.retry_after);
  }

  static unreachable(cause) {
    const error = new ApiError(0, cause.name === 'AbortError' ? 'ABORTED' : 'UNREACHABLE', t('error.unreachable'));
    error.cause = cause;
    return error;
  }
}
