package dev.parley.server.webhook;

import dev.parley.server.trace.Span;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one POST to a webhook went.
 *
 * @param status of the answer, null when there was none
 * @param error why it was not delivered, for its owner to read: no secret and no address; null when it was
 * @param retryAfter how long the receiver asked to be left alone
 */
record Attempt(
        Outcome outcome,
        @Nullable Integer status,
        @Nullable String error,
        Optional<Duration> retryAfter,
        Duration took) {

    /** What follows from it. */
    enum Outcome {
        /** The receiver took it. */
        DELIVERED,
        /** It may be taken later. */
        FAILED,
        /** The receiver will never take it, but does work. */
        REFUSED,
        /** It must not be sent there: nothing was. */
        BLOCKED
    }

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;

    static Attempt answered(int status, String excerpt, Optional<Duration> retryAfter, Duration took) {
        Outcome outcome = outcome(status);
        String error = outcome == Outcome.DELIVERED ? null : ("HTTP " + status + ": " + excerpt).strip();
        return new Attempt(outcome, status, error, retryAfter, took);
    }

    static Attempt failed(String error, Duration took) {
        return new Attempt(Outcome.FAILED, null, error, Optional.empty(), took);
    }

    static Attempt blocked(String error) {
        return new Attempt(Outcome.BLOCKED, null, error, Optional.empty(), Duration.ZERO);
    }

    /** Adds to a trace what may be known of it. */
    void tell(Span span) {
        span.tell("parley.outcome", outcome.name().toLowerCase(Locale.ROOT));
        if (status != null) {
            span.tell("http.response.status_code", status);
        }
        if (outcome != Outcome.DELIVERED) {
            span.fail();
        }
    }

    /** A redirection is refused as well: nothing is followed. */
    private static Outcome outcome(int status) {
        if (status >= 200 && status < 300) {
            return Outcome.DELIVERED;
        }
        boolean later =
                status >= 500 || status == REQUEST_TIMEOUT || status == TOO_EARLY || status == TOO_MANY_REQUESTS;
        return later ? Outcome.FAILED : Outcome.REFUSED;
    }
}
