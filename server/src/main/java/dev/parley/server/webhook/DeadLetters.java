package dev.parley.server.webhook;

import dev.parley.persistence.webhook.WebhookDeadLetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of what was not delivered to a webhook and will not be tried again, newest first. */
record DeadLetters(List<DeadLetter> deadLetters, boolean hasMore) {

    /**
     * One event.
     *
     * @param position of the event in the journal
     * @param attempts made
     * @param status of the last answer, null when there was none
     * @param error why the last attempt failed
     * @param diedAt ms
     */
    record DeadLetter(
            long position,
            String type,
            int attempts,
            @Nullable Integer status,
            @Nullable String error,
            long diedAt) {

        static DeadLetter of(WebhookDeadLetter letter) {
            return new DeadLetter(
                    letter.position(),
                    letter.type(),
                    letter.attempts(),
                    letter.status(),
                    letter.error(),
                    letter.diedAt());
        }
    }

    /** @param found up to {@code limit} letters, and one more if there are more */
    static DeadLetters of(List<WebhookDeadLetter> found, int limit) {
        return new DeadLetters(found.stream().limit(limit).map(DeadLetter::of).toList(), found.size() > limit);
    }
}
