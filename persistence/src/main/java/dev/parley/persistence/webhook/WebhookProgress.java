package dev.parley.persistence.webhook;

import java.util.List;
import java.util.UUID;

/**
 * How far deliveries to a webhook have come.
 *
 * @param id of the webhook when they began; when it has another one meanwhile nothing of this counts
 * @param position what is up to here was delivered, was given up or is not for it
 * @param attempts made for what comes next
 * @param failures in a row
 * @param successAt when the last one was delivered, ms; null for none since the last time this was stored
 * @param failureAt as above, of failures
 * @param log what was tried since
 * @param deadLetters what was given up since
 */
public record WebhookProgress(
        UUID id,
        long position,
        int attempts,
        int failures,
        Long successAt,
        Long failureAt,
        List<WebhookAttempt> log,
        List<WebhookDeadLetter> deadLetters) {}
