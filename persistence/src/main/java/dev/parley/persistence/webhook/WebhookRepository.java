package dev.parley.persistence.webhook;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Where webhooks are kept, as their owners see them. Every method names its organisation and sees no other. */
public interface WebhookRepository {

    /** Stores a new one; for {@link Webhook#row}. */
    Insert INTO = Insert.into(
            "webhooks",
            "org_id",
            "bot_id",
            "id",
            "url",
            "secret",
            "previous_secret",
            "previous_secret_until",
            "event_types",
            "position",
            "attempts",
            "next_attempt_at",
            "consecutive_failures",
            "last_success_at",
            "last_failure_at",
            "leased_until",
            "created_at",
            "updated_at");

    /** The bot's webhook, or empty. */
    Mono<Webhook> find(Queries queries, OrgId org, BotId bot);

    /**
     * The status of the webhook of the bot with that exact name, {@link WebhookStatus#UNUSED} before its first delivery
     * and when the bot has none; empty when the organisation has no such bot.
     */
    Mono<WebhookStatus> findStatus(Queries queries, OrgId org, String botName);

    /**
     * How many webhooks an organisation has, and how many of them fail.
     *
     * @param degradedFrom events given up in a row from which on a webhook is degraded
     */
    Mono<WebhookCounts> count(Queries queries, OrgId org, int degradedFrom);

    /** The bots whose webhooks may wait the longest: those whose last attempt failed first, then by how far they have come. */
    Mono<List<BotId>> listBehind(Queries queries, OrgId org, int limit);

    /** Stores url, secrets, event types and the time of the update of one that exists; leaves alone how far it has come. */
    Mono<Void> update(Queries queries, Webhook webhook);

    /**
     * Lets delivery start anew at once, from where it is, with no failures behind it: under the new {@code id} of
     * {@code webhook}, so that a delivery under way moves nothing any more.
     */
    Mono<Void> restart(Queries queries, Webhook webhook);

    /** As {@link #restart}, from the position of {@code webhook}; what was given up after it is not given up any more. */
    Mono<Void> restartFromPosition(Queries queries, Webhook webhook);

    /** Removes the webhook with all that is known of its deliveries; false when there is none. */
    Mono<Boolean> remove(Queries queries, OrgId org, BotId bot);
}
