package dev.parley.server.webhook;

import dev.parley.persistence.webhook.WebhookStatus;
import dev.parley.protocol.ErrorCode;
import dev.parley.server.http.Operation;
import org.jspecify.annotations.Nullable;

/**
 * How a bot's webhook fares.
 *
 * @param healthy whether the last event was delivered, or none ever was to be
 * @param lastSuccess ms
 * @param lastFailure ms
 * @param consecutiveFailures events that were given up since the last success
 * @param degraded whether there were so many of them that the webhook is left alone
 */
record WebhookHealth(
        boolean healthy,
        @Nullable Long lastSuccess,
        @Nullable Long lastFailure,
        int consecutiveFailures,
        boolean degraded) {

    /** Failures in a row from which on a webhook is left alone. */
    static final int DEGRADED_FROM = 10;

    static final Operation DOCS = Operation.of("getWebhookHealth", "How the deliveries to a bot's webhook fare")
            .describe("A webhook that was never used is healthy, as is that of a bot without one.")
            .path("name", "Exact name of a bot, case included.")
            .answers(WebhookHealth.class)
            .fails(ErrorCode.NOT_FOUND);

    static WebhookHealth of(WebhookStatus status) {
        int failures = status.consecutiveFailures();
        return new WebhookHealth(
                failures == 0, status.lastSuccessAt(), status.lastFailureAt(), failures, failures >= DEGRADED_FROM);
    }
}
