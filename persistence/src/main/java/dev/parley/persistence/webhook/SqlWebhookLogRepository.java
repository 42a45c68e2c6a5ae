package dev.parley.persistence.webhook;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What became of deliveries, in the tables {@code webhook_attempts} and {@code webhook_dead_letters}. */
public final class SqlWebhookLogRepository implements WebhookLogRepository {

    /** Sorts after every id of version 7, as signed numbers and as unsigned ones. */
    private static final UUID HIGHEST = new UUID(Long.MAX_VALUE, -1);

    private static final String LIST_ATTEMPTS = """
            SELECT id, position, type, attempt, status, error, duration_ms, created_at
              FROM webhook_attempts
             WHERE org_id = $1 AND bot_id = $2 AND id < $3
             ORDER BY org_id DESC, bot_id DESC, id DESC
             LIMIT $4
            """;

    private static final String LIST_DEAD_LETTERS = """
            SELECT position, type, attempts, status, error, died_at
              FROM webhook_dead_letters
             WHERE org_id = $1 AND bot_id = $2 AND position < $3
             ORDER BY org_id DESC, bot_id DESC, position DESC
             LIMIT $4
            """;

    @Override
    public Mono<List<WebhookAttempt>> listAttempts(Queries queries, OrgId org, BotId bot, UUID before, int limit) {
        UUID end = before == null ? HIGHEST : before;
        return queries.list(LIST_ATTEMPTS, SqlWebhookLogRepository::toAttempt, org.value(), bot.value(), end, limit);
    }

    @Override
    public Mono<List<WebhookDeadLetter>> listDeadLetters(
            Queries queries, OrgId org, BotId bot, long before, int limit) {
        return queries.list(
                LIST_DEAD_LETTERS, SqlWebhookLogRepository::toDeadLetter, org.value(), bot.value(), before, limit);
    }

    private static WebhookAttempt toAttempt(Row row) {
        return new WebhookAttempt(
                row.uuid("id"),
                row.number("position"),
                row.string("type"),
                row.integer("attempt"),
                row.get("status", Integer.class),
                row.string("error"),
                row.number("duration_ms"),
                row.number("created_at"));
    }

    private static WebhookDeadLetter toDeadLetter(Row row) {
        return new WebhookDeadLetter(
                row.number("position"),
                row.string("type"),
                row.integer("attempts"),
                row.get("status", Integer.class),
                row.string("error"),
                row.number("died_at"));
    }
}
