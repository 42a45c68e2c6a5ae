package dev.parley.persistence.webhook;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.OrgId;
import reactor.core.publisher.Mono;

/** How webhooks fare, in the table {@code webhook_status}. */
public final class SqlWebhookStatusRepository implements WebhookStatusRepository {

    private static final String FIND_BY_BOT_NAME = """
            SELECT w.bot_id, w.last_success_at, w.last_failure_at, w.consecutive_failures
              FROM bots b
              LEFT JOIN webhook_status w ON w.org_id = b.org_id AND w.bot_id = b.id
             WHERE b.org_id = $1 AND b.name = $2
            """;

    @Override
    public Mono<WebhookStatus> findByBotName(Queries queries, OrgId org, String name) {
        return queries.one(FIND_BY_BOT_NAME, SqlWebhookStatusRepository::toStatus, org.value(), name);
    }

    private static WebhookStatus toStatus(Row row) {
        return row.uuid("bot_id") == null
                ? WebhookStatus.UNUSED
                : new WebhookStatus(
                        row.nullableLong("last_success_at"),
                        row.nullableLong("last_failure_at"),
                        row.integer("consecutive_failures"));
    }
}
