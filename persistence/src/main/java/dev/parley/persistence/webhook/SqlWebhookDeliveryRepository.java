package dev.parley.persistence.webhook;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deliveries in the tables of webhooks. */
public final class SqlWebhookDeliveryRepository implements WebhookDeliveryRepository {

    private static final WebhookKey FIRST = new WebhookKey(new OrgId(new UUID(0, 0)), new BotId(new UUID(0, 0)));

    private static final String FIND = """
            SELECT w.org_id, w.bot_id, w.id, w.url, w.secret, w.previous_secret, w.previous_secret_until, w.event_types,
                   w.position, w.attempts, w.next_attempt_at, w.last_success_at, w.last_failure_at,
                   w.consecutive_failures, w.created_at, w.updated_at, w.lease_owner, w.leased_until, b.name,
                   b.join_status = 'active' AND o.status = 'active' AS active,
                   b.auth_role = 'admin' AS admin,
                   p.epoch, p.position AS journal_position, p.purged_position
              FROM webhooks w
              JOIN bots b ON b.org_id = w.org_id AND b.id = w.bot_id
              JOIN orgs o ON o.org_id = w.org_id
              JOIN org_positions p ON p.org_id = w.org_id
             WHERE w.org_id = $1 AND w.bot_id = $2
            """;

    private static final String LIST = """
            SELECT org_id, bot_id
              FROM webhooks
             WHERE org_id >= $1 AND (org_id > $1 OR bot_id > $2)
             ORDER BY org_id, bot_id
             LIMIT $3
            """;

    private static final String LIST_BEHIND = """
            SELECT w.org_id, w.bot_id
              FROM webhooks w
              JOIN org_positions p ON p.org_id = w.org_id
             WHERE w.org_id >= $1 AND (w.org_id > $1 OR w.bot_id > $2)
               AND p.position > w.position
               AND w.leased_until <= $3
               AND w.attempts = 0
             ORDER BY w.org_id, w.bot_id
             LIMIT $4
            """;

    private static final String LIST_CREATED_SINCE = """
            SELECT org_id, bot_id
              FROM webhooks
             WHERE created_at >= $1
             ORDER BY created_at
             LIMIT $2
            """;

    private static final String LIST_DUE = """
            SELECT org_id, bot_id
              FROM webhooks
             WHERE next_attempt_at <= $2 AND (leased_until <= $2 OR lease_owner = $1)
             ORDER BY next_attempt_at
             LIMIT $3
            """;

    private static final String CLAIM = """
            UPDATE webhooks
               SET lease_owner = $6, leased_until = $7, next_attempt_at = $7
             WHERE org_id = $1 AND bot_id = $2 AND id = $3 AND next_attempt_at = $4 AND leased_until = $5
            """;

    private static final String POSTPONE = """
            UPDATE webhooks
               SET next_attempt_at = $6
             WHERE org_id = $1 AND bot_id = $2 AND id = $3 AND next_attempt_at = $4 AND leased_until = $5
            """;

    private static final String ADVANCE = """
            UPDATE webhooks
               SET position = $5, attempts = $6, consecutive_failures = $7,
                   last_success_at = coalesce(cast($8 AS bigint), last_success_at),
                   last_failure_at = coalesce(cast($9 AS bigint), last_failure_at)%s
             WHERE org_id = $1 AND bot_id = $2 AND id = $3 AND lease_owner = $4
            """;

    private static final String KEEP = ADVANCE.formatted("");

    private static final String REST = ADVANCE.formatted("""
            , lease_owner = NULL, leased_until = 0,
                   next_attempt_at = CASE WHEN next_attempt_at = leased_until THEN 9223372036854775807
                                          ELSE next_attempt_at END""");

    private static final String RETRY_AT =
            ADVANCE.formatted(", lease_owner = NULL, leased_until = 0, next_attempt_at = $10");

    private static final String FORGET_DEAD_LETTER =
            "DELETE FROM webhook_dead_letters WHERE org_id = $1 AND bot_id = $2 AND position = $3";

    private static final String RECOVER = """
            UPDATE webhooks
               SET attempts = 0, consecutive_failures = 0, next_attempt_at = 0, lease_owner = NULL, leased_until = 0
             WHERE org_id = $1 AND bot_id = $2 AND leased_until <= $3
               AND (attempts > 0 OR consecutive_failures > 0)
            """;

    /** The range on the time alone is in an index; those with a lease are due at its end or before. */
    private static final String RELEASE_ALL = """
            UPDATE webhooks
               SET lease_owner = NULL, leased_until = 0, next_attempt_at = 0
             WHERE next_attempt_at <= $1 AND leased_until > 0
            """;

    private static final String RELEASE = RELEASE_ALL.stripTrailing() + " AND lease_owner = $2";

    private static final long NUDGED = 0;

    @Override
    public Mono<WebhookDelivery> find(Queries queries, WebhookKey webhook) {
        return queries.one(
                FIND,
                SqlWebhookDeliveryRepository::toDelivery,
                webhook.org().value(),
                webhook.bot().value());
    }

    @Override
    public Mono<List<WebhookKey>> list(Queries queries, Optional<WebhookKey> after, int limit) {
        WebhookKey last = after.orElse(FIRST);
        return keys(queries, LIST, last.org().value(), last.bot().value(), limit);
    }

    @Override
    public Mono<List<WebhookKey>> listBehind(Queries queries, Optional<WebhookKey> after, long nowMillis, int limit) {
        WebhookKey last = after.orElse(FIRST);
        return keys(queries, LIST_BEHIND, last.org().value(), last.bot().value(), nowMillis, limit);
    }

    @Override
    public Mono<List<WebhookKey>> listCreatedSince(Queries queries, long millis, int limit) {
        return keys(queries, LIST_CREATED_SINCE, millis, limit);
    }

    @Override
    public Mono<List<WebhookKey>> listDue(Queries queries, UUID node, long nowMillis, int limit) {
        return keys(queries, LIST_DUE, node, nowMillis, limit);
    }

    private static Mono<List<WebhookKey>> keys(Queries queries, String sql, Object... arguments) {
        return queries.list(
                sql, row -> new WebhookKey(new OrgId(row.uuid("org_id")), new BotId(row.uuid("bot_id"))), arguments);
    }

    @Override
    public Mono<Boolean> claim(Queries queries, WebhookDelivery seen, UUID node, long untilMillis) {
        return changed(queries.execute(CLAIM, asSeen(seen, node, untilMillis)));
    }

    @Override
    public Mono<Boolean> postpone(Queries queries, WebhookDelivery seen, long untilMillis) {
        return changed(queries.execute(POSTPONE, asSeen(seen, untilMillis)));
    }

    @Override
    public Mono<Boolean> nudge(Queries queries, WebhookDelivery seen) {
        return changed(queries.execute(POSTPONE, asSeen(seen, NUDGED)));
    }

    private static Object[] asSeen(WebhookDelivery seen, Object... then) {
        Webhook webhook = seen.webhook();
        Object[] all = new Object[5 + then.length];
        all[0] = webhook.org().value();
        all[1] = webhook.bot().value();
        all[2] = webhook.id();
        all[3] = webhook.nextAttemptAt();
        all[4] = seen.leasedUntil();
        System.arraycopy(then, 0, all, 5, then.length);
        return all;
    }

    @Override
    public Mono<Boolean> advance(Queries queries, WebhookKey webhook, UUID node, WebhookProgress progress) {
        return store(queries, webhook, progress, KEEP, reached(webhook, node, progress));
    }

    @Override
    public Mono<Boolean> rest(Queries queries, WebhookKey webhook, UUID node, WebhookProgress progress) {
        return store(queries, webhook, progress, REST, reached(webhook, node, progress));
    }

    @Override
    public Mono<Boolean> retryAt(
            Queries queries, WebhookKey webhook, UUID node, WebhookProgress progress, long millis) {
        return store(queries, webhook, progress, RETRY_AT, reached(webhook, node, progress, millis));
    }

    private static Object[] reached(WebhookKey webhook, UUID node, WebhookProgress progress, Object... then) {
        Object[] all = new Object[9 + then.length];
        all[0] = webhook.org().value();
        all[1] = webhook.bot().value();
        all[2] = progress.id();
        all[3] = node;
        all[4] = progress.position();
        all[5] = progress.attempts();
        all[6] = progress.failures();
        all[7] = progress.successAt();
        all[8] = progress.failureAt();
        System.arraycopy(then, 0, all, 9, then.length);
        return all;
    }

    private static Mono<Boolean> store(
            Queries queries, WebhookKey webhook, WebhookProgress progress, String sql, Object... arguments) {
        return changed(queries.execute(sql, arguments))
                .delayUntil(moved -> moved ? tell(queries, webhook, progress) : Mono.empty());
    }

    private static Mono<Void> tell(Queries queries, WebhookKey webhook, WebhookProgress progress) {
        Mono<Void> log = progress.log().isEmpty()
                ? Mono.empty()
                : queries.insert(
                                WebhookLogRepository.ATTEMPTS,
                                progress.log().stream()
                                        .map(attempt -> attempt.row(webhook.org(), webhook.bot()))
                                        .toList())
                        .then();
        return log.thenMany(Flux.fromIterable(progress.deadLetters()))
                .concatMap(letter -> bury(queries, webhook, letter))
                .then();
    }

    /** After a failure to store progress the same one may be given up again. */
    private static Mono<Long> bury(Queries queries, WebhookKey webhook, WebhookDeadLetter letter) {
        return queries.execute(
                        FORGET_DEAD_LETTER, webhook.org().value(), webhook.bot().value(), letter.position())
                .then(Mono.defer(() -> queries.insert(
                        WebhookLogRepository.DEAD_LETTERS,
                        List.<Object[]>of(letter.row(webhook.org(), webhook.bot())))));
    }

    @Override
    public Mono<Boolean> recover(Queries queries, WebhookKey webhook, long nowMillis) {
        return changed(
                queries.execute(RECOVER, webhook.org().value(), webhook.bot().value(), nowMillis));
    }

    @Override
    public Mono<Void> release(Queries queries, UUID node, long lastLeaseMillis) {
        return queries.execute(RELEASE, lastLeaseMillis, node).then();
    }

    @Override
    public Mono<Void> releaseAll(Queries queries, long lastLeaseMillis) {
        return queries.execute(RELEASE_ALL, lastLeaseMillis).then();
    }

    private static Mono<Boolean> changed(Mono<Long> rows) {
        return rows.map(count -> count > 0);
    }

    private static WebhookDelivery toDelivery(Row row) {
        return new WebhookDelivery(
                SqlWebhookRepository.toWebhook(row),
                row.uuid("lease_owner"),
                row.number("leased_until"),
                row.string("name"),
                row.flag("active"),
                row.flag("admin"),
                row.string("epoch"),
                row.number("journal_position"),
                row.number("purged_position"));
    }
}
