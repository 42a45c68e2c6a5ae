package dev.parley.server.webhook;

import dev.parley.persistence.webhook.WebhookAttempt;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A page of what was posted to a webhook lately, newest first. */
record Deliveries(List<Delivery> deliveries, boolean hasMore) {

    /**
     * One POST.
     *
     * @param id to go on from
     * @param position of the event in the journal, 0 for a test
     * @param status of the answer, null when there was none
     * @param error why it failed, null when it was delivered
     * @param at when it began, ms
     */
    record Delivery(
            UUID id,
            long position,
            String type,
            int attempt,
            @Nullable Integer status,
            @Nullable String error,
            long durationMs,
            long at) {

        static Delivery of(WebhookAttempt attempt) {
            return new Delivery(
                    attempt.id(),
                    attempt.position(),
                    attempt.type(),
                    attempt.attempt(),
                    attempt.status(),
                    attempt.error(),
                    attempt.durationMillis(),
                    attempt.at());
        }
    }

    /** @param found up to {@code limit} attempts, and one more if there are more */
    static Deliveries of(List<WebhookAttempt> found, int limit) {
        return new Deliveries(found.stream().limit(limit).map(Delivery::of).toList(), found.size() > limit);
    }
}
