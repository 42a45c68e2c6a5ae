package dev.parley.persistence.webhook;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import java.util.List;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** Webhooks in the table {@code webhooks}. */
public final class SqlWebhookRepository implements WebhookRepository {

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private static final String FIND = """
        SELECT org_id, bot_id, id, url, secret, previous_secret, previous_secret_until, event_types, position,
               attempts, next_attempt_at, last_success_at, last_failure_at, consecutive_failures, created_at,
               updated_at
          FROM webhooks
         WHERE org_id = $1 AND bot_id = $2
        """;

    private static final String FIND_STATUS = """
        SELECT w.bot_id, w.last_success_at, w.last_failure_at, w.consecutive_failures
          FROM bots b
          LEFT JOIN webhooks w ON w.org_id = b.org_id AND w.bot_id = b.id
         WHERE b.org_id = $1 AND b.name = $2
        """;

    private static final String COUNT = """
        SELECT count(*) AS webhooks,
               count(CASE WHEN consecutive_failures > 0 THEN 1 END) AS failing,
               count(CASE WHEN consecutive_failures >= $2 THEN 1 END) AS degraded
          FROM webhooks
         WHERE org_id = $1
        """;

    private static final String LIST_BEHIND = """
        SELECT bot_id
          FROM webhooks
         WHERE org_id = $1
         ORDER BY CASE WHEN attempts > 0 THEN 0 ELSE 1 END, position
         LIMIT $2
        """;

    private static final String UPDATE = """
        UPDATE webhooks
           SET url = $3, secret = $4, previous_secret = $5, previous_secret_until = $6, event_types = $7,
               updated_at = $8
         WHERE org_id = $1 AND bot_id = $2
        """;

    private static final String RESTART = """
        UPDATE webhooks
           SET id = $3, attempts = 0, next_attempt_at = 0, consecutive_failures = 0, lease_owner = NULL,
               leased_until = 0
         WHERE org_id = $1 AND bot_id = $2
        """;

    private static final String SEEK = "UPDATE webhooks SET position = $3 WHERE org_id = $1 AND bot_id = $2";

    private static final String REVIVE =
            "DELETE FROM webhook_dead_letters WHERE org_id = $1 AND bot_id = $2 AND position > $3";

    private static final String FORGET_ATTEMPTS = "DELETE FROM webhook_attempts WHERE org_id = $1 AND bot_id = $2";

    private static final String FORGET_DEAD_LETTERS =
            "DELETE FROM webhook_dead_letters WHERE org_id = $1 AND bot_id = $2";

    private static final String REMOVE = "DELETE FROM webhooks WHERE org_id = $1 AND bot_id = $2";

    @Override
    public Mono<Webhook> find(Queries queries, OrgId org, BotId bot) {
        return queries.one(FIND, SqlWebhookRepository::toWebhook, org.value(), bot.value());
    }

    @Override
    public Mono<WebhookStatus> findStatus(Queries queries, OrgId org, String botName) {
        return queries.one(
                FIND_STATUS,
                row -> row.uuid("bot_id") == null ? WebhookStatus.UNUSED : toStatus(row),
                org.value(),
                botName);
    }

    @Override
    public Mono<WebhookCounts> count(Queries queries, OrgId org, int degradedFrom) {
        return queries.one(
                COUNT,
                row -> new WebhookCounts(row.number("webhooks"), row.number("failing"), row.number("degraded")),
                org.value(),
                degradedFrom);
    }

    @Override
    public Mono<List<BotId>> listBehind(Queries queries, OrgId org, int limit) {
        return queries.list(LIST_BEHIND, row -> new BotId(row.uuid("bot_id")), org.value(), limit);
    }

    @Override
    public Mono<Void> update(Queries queries, Webhook webhook) {
        return queries.execute(
                        UPDATE,
                        webhook.org().value(),
                        webhook.bot().value(),
                        webhook.url(),
                        webhook.secrets().current(),
                        webhook.secrets().previous(),
                        webhook.secrets().previousUntil(),
                        webhook.typesText(),
                        webhook.updatedAt())
                .then();
    }

    @Override
    public Mono<Void> restart(Queries queries, Webhook webhook) {
        return queries.execute(RESTART, webhook.org().value(), webhook.bot().value(), webhook.id())
                .then();
    }

    @Override
    public Mono<Void> restartFromPosition(Queries queries, Webhook webhook) {
        Object[] cursor = {webhook.org().value(), webhook.bot().value(), webhook.position()};
        return restart(queries, webhook)
                .then(Mono.defer(() -> queries.execute(SEEK, cursor)))
                .then(Mono.defer(() -> queries.execute(REVIVE, cursor)))
                .then();
    }

    /** The webhook goes first: whoever delivers notices, and adds nothing to what goes next. */
    @Override
    public Mono<Boolean> remove(Queries queries, OrgId org, BotId bot) {
        Object[] key = {org.value(), bot.value()};
        return queries.execute(REMOVE, key)
                .delayUntil(removed -> queries.execute(FORGET_ATTEMPTS, key))
                .delayUntil(removed -> queries.execute(FORGET_DEAD_LETTERS, key))
                .map(removed -> removed > 0);
    }

    static Webhook toWebhook(Row row) {
        return new Webhook(
                new OrgId(row.uuid("org_id")),
                new BotId(row.uuid("bot_id")),
                row.uuid("id"),
                row.string("url"),
                new WebhookSecrets(
                        row.string("secret"), row.string("previous_secret"), row.nullableLong("previous_secret_until")),
                types(row.string("event_types")),
                row.number("position"),
                row.integer("attempts"),
                row.number("next_attempt_at"),
                toStatus(row),
                row.number("created_at"),
                row.number("updated_at"));
    }

    private static List<String> types(String text) {
        return text == null ? null : List.copyOf(Json.mapper().readValue(text, TEXTS));
    }

    private static WebhookStatus toStatus(Row row) {
        return new WebhookStatus(
                row.nullableLong("last_success_at"),
                row.nullableLong("last_failure_at"),
                row.integer("consecutive_failures"));
    }
}
