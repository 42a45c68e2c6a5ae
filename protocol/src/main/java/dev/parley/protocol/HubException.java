package dev.parley.protocol;

/** Carries a {@link HubError} through {@code onError}; it has no stack trace, being an answer and not a bug. */
public final class HubException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient HubError error;

    public HubException(HubError error) {
        super(error.code() + ": " + error.message(), null, false, false);
        this.error = error;
    }

    public HubError error() {
        return error;
    }

    /** 400 {@code VALIDATION_ERROR}. */
    public static HubException invalid(String message) {
        return of(ErrorCode.VALIDATION_ERROR, message);
    }

    /** 404 {@code NOT_FOUND}: "{@code what} not found". */
    public static HubException notFound(String what) {
        return of(ErrorCode.NOT_FOUND, what + " not found");
    }

    public static HubException of(ErrorCode code, String message) {
        return HubError.of(code, message).asException();
    }
}
