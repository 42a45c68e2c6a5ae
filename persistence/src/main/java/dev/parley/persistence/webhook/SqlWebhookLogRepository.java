package dev.parley.persistence.webhook;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
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

    private static final Removal ATTEMPTS_REMOVAL = Removal.of("webhook_attempts", "id", UUID.class, "created_at");

    private static final Removal DEAD_LETTERS_REMOVAL =
            Removal.of("webhook_dead_letters", "position", Long.class, "died_at");

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

    @Override
    public Mono<Long> removeOldAttempts(Queries queries, WebhookKey webhook, int kept, long beforeMillis) {
        return ATTEMPTS_REMOVAL.step(queries, webhook, kept, beforeMillis);
    }

    @Override
    public Mono<Long> removeOldDeadLetters(Queries queries, WebhookKey webhook, int kept, long beforeMillis) {
        return DEAD_LETTERS_REMOVAL.step(queries, webhook, kept, beforeMillis);
    }

    /**
     * Removes rows of one table, whose keys rise with time.
     *
     * @param beyond finds the latest row after those that are kept
     * @param before finds the latest row that is too old; reads no more than are kept, as the others are gone by then
     * @param end finds where a step ends that goes to $3 at most
     */
    private record Removal(String key, Class<?> keyType, String beyond, String before, String end, String delete) {

        static Removal of(String table, String key, Class<?> keyType, String time) {
            String find = "SELECT %s FROM %s WHERE org_id = $1 AND bot_id = $2".formatted(key, table);
            String newestFirst = " ORDER BY org_id DESC, bot_id DESC, %s DESC LIMIT 1".formatted(key);
            return new Removal(
                    key,
                    keyType,
                    find + newestFirst + " OFFSET $3",
                    find + " AND " + time + " < $3" + newestFirst,
                    find + " AND %1$s <= $3 ORDER BY org_id, bot_id, %1$s LIMIT 1 OFFSET $4".formatted(key),
                    "DELETE FROM %s WHERE org_id = $1 AND bot_id = $2 AND %s <= $3".formatted(table, key));
        }

        Mono<Long> step(Queries queries, WebhookKey webhook, int kept, long beforeMillis) {
            return find(queries, beyond, webhook, kept)
                    .switchIfEmpty(Mono.defer(() -> find(queries, before, webhook, beforeMillis)))
                    .flatMap(last -> find(queries, end, webhook, last, MAX_REMOVED - 1)
                            .defaultIfEmpty(last)
                            .flatMap(until -> queries.execute(delete, arguments(webhook, until))))
                    .defaultIfEmpty(0L);
        }

        private Mono<Object> find(Queries queries, String sql, WebhookKey webhook, Object... more) {
            return queries.one(sql, row -> row.get(key, keyType), arguments(webhook, more));
        }

        private static Object[] arguments(WebhookKey webhook, Object... more) {
            Object[] key = {webhook.org().value(), webhook.bot().value()};
            return Stream.concat(Stream.of(key), Stream.of(more)).toArray();
        }
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
