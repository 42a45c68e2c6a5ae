package dev.parley.persistence.webhook;

import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import reactor.core.publisher.Mono;

/** Where it is kept how webhooks fare. */
public interface WebhookStatusRepository {

    /**
     * The status of the webhook of the bot with that exact name, {@link WebhookStatus#UNUSED} before its first delivery;
     * empty when the organisation has no such bot.
     */
    Mono<WebhookStatus> findByBotName(Queries queries, OrgId org, String name);
}
