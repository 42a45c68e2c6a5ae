package dev.parley.protocol;

/** Every machine-readable reason a request can be refused for, with the HTTP status it is answered with by default. */
public enum ErrorCode {
    VALIDATION_ERROR(400),
    RESERVED_NAME(400),
    SELF_DEMOTION(400),
    SELF_LOGOUT(400),
    INVALID_REF(400),
    ORG_CONTEXT_REQUIRED(400),
    UPLOAD_ERROR(400),
    BAD_REQUEST(400),
    AUTH_REQUIRED(401),
    INVALID_TOKEN(401),
    TOKEN_EXPIRED(401),
    INVALID_CREDENTIALS(401),
    SESSION_INVALID(401),
    INVALID_TICKET(401),
    TICKET_EXPIRED(401),
    TICKET_CONSUMED(401),
    INVALID_INVITE_CODE(401),
    FORBIDDEN(403),
    INSUFFICIENT_SCOPE(403),
    ORG_MISMATCH(403),
    ORG_SUSPENDED(403),
    ORG_DESTROYED(403),
    ORG_INACTIVE(403),
    BOT_NOT_ACTIVE(403),
    HUMAN_SESSION_REQUIRED(403),
    CSRF_ERROR(403),
    DM_SEND_BLOCKED(403),
    JOIN_REQUIRED(403),
    INVITE_ONLY(403),
    WRITE_PERMISSION_DENIED(403),
    NOT_FOUND(404),
    CONFLICT(409),
    NAME_CONFLICT(409),
    NAME_TOMBSTONED(409),
    REVISION_CONFLICT(409),
    THREAD_CLOSED(409),
    THREAD_TERMINAL(409),
    INVALID_TRANSITION(409),
    ALREADY_PARTICIPANT(409),
    ALREADY_REQUESTED(409),
    JOIN_FAILED(409),
    PAYLOAD_TOO_LARGE(413),
    FILE_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    IDEMPOTENCY_KEY_REUSED(422),
    RATE_LIMITED(429),
    INTERNAL_ERROR(500),
    SERVER_ERROR(500),
    STORAGE_ERROR(500),
    OVERLOADED(503),
    STORAGE_UNAVAILABLE(503);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status this code is answered with unless the refusal names another one. */
    public int status() {
        return status;
    }
}
