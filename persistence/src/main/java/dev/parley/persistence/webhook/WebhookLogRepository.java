package dev.parley.persistence.webhook;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Where it is kept what became of deliveries to webhooks. Whoever adds to it does so in the transaction that moves the
 * webhook's cursor, and only if that moved: otherwise the webhook was removed, or delivery starts anew.
 */
public interface WebhookLogRepository {

    /** Adds to the delivery log; for {@link WebhookAttempt#row}. */
    Insert ATTEMPTS = Insert.into(
            "webhook_attempts",
            "org_id",
            "bot_id",
            "id",
            "position",
            "type",
            "attempt",
            "status",
            "error",
            "duration_ms",
            "created_at");

    /** Gives something up; for {@link WebhookDeadLetter#row}. */
    Insert DEAD_LETTERS = Insert.into(
            "webhook_dead_letters", "org_id", "bot_id", "position", "type", "attempts", "status", "error", "died_at");

    /** Rows that one step removes. */
    int MAX_REMOVED = 200;

    /** What was tried, newest first, before the attempt with the id {@code before} or from the newest on for null. */
    Mono<List<WebhookAttempt>> listAttempts(Queries queries, OrgId org, BotId bot, UUID before, int limit);

    /** What was given up, newest first, of what is before that position. */
    Mono<List<WebhookDeadLetter>> listDeadLetters(Queries queries, OrgId org, BotId bot, long before, int limit);

    /**
     * Removes the oldest of the attempts from before {@code beforeMillis}, and of those beyond the latest {@code kept}; emits
     * how many, 0 when none are left.
     */
    Mono<Long> removeOldAttempts(Queries queries, WebhookKey webhook, int kept, long beforeMillis);

    /** As {@link #removeOldAttempts}, of what was given up. */
    Mono<Long> removeOldDeadLetters(Queries queries, WebhookKey webhook, int kept, long beforeMillis);
}
