package dev.parley.server.webhook;

import org.jspecify.annotations.Nullable;

/**
 * How a test of a webhook went.
 *
 * @param delivered whether the receiver answered with 2xx
 * @param status of the answer, null when there was none
 * @param error why it was not delivered, null when it was
 */
record PingResult(
        boolean delivered,
        @Nullable Integer status,
        @Nullable String error,
        long durationMs) {

    static PingResult of(Attempt attempt) {
        return new PingResult(
                attempt.outcome() == Attempt.Outcome.DELIVERED,
                attempt.status(),
                attempt.error(),
                attempt.took().toMillis());
    }
}
