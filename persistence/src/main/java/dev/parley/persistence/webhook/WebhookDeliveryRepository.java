package dev.parley.persistence.webhook;

import dev.parley.persistence.Queries;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The webhooks of all organisations as those see them who deliver: which are due, who of several nodes delivers, how far they
 * have come. A node delivers while it holds the webhook's lease, whose end is also when the webhook is due: those of a node
 * that died are found like all others. Methods that change something emit false when somebody else was faster.
 */
public interface WebhookDeliveryRepository {

    /** When a webhook is due that waits for news. */
    long AT_NEWS = Long.MAX_VALUE;

    /** The webhook with what decides about its deliveries; empty when the bot has none. */
    Mono<WebhookDelivery> find(Queries queries, WebhookKey webhook);

    /** Webhooks after one, in the order of their keys. */
    Mono<List<WebhookKey>> list(Queries queries, Optional<WebhookKey> after, int limit);

    /** Those of {@link #list} whose organisation's journal has gone on since, and that no node delivers to. */
    Mono<List<WebhookKey>> listBehind(Queries queries, Optional<WebhookKey> after, long nowMillis, int limit);

    /** Webhooks that were made at that time (ms) or later. */
    Mono<List<WebhookKey>> listCreatedSince(Queries queries, long millis, int limit);

    /** Webhooks that are due and that no other node delivers to, the longest due first. */
    Mono<List<WebhookKey>> listDue(Queries queries, UUID node, long nowMillis, int limit);

    /** Takes or prolongs the lease, if the webhook is still as it was {@code seen}. */
    Mono<Boolean> claim(Queries queries, WebhookDelivery seen, UUID node, long untilMillis);

    /** Puts off what is due, if the webhook is still as it was {@code seen}. */
    Mono<Boolean> postpone(Queries queries, WebhookDelivery seen, long untilMillis);

    /** Lets the node that holds the lease know that there is news, if it still is as it was {@code seen}. */
    Mono<Boolean> nudge(Queries queries, WebhookDelivery seen);

    /** Stores progress and keeps the lease. False when the node has lost it, or delivery starts anew. */
    Mono<Boolean> advance(Queries queries, WebhookKey webhook, UUID node, WebhookProgress progress);

    /** As {@link #advance}, and gives the lease back: the webhook waits for news, if there was none meanwhile. */
    Mono<Boolean> rest(Queries queries, WebhookKey webhook, UUID node, WebhookProgress progress);

    /** As {@link #advance}, and gives the lease back: the webhook is due at that time (ms). */
    Mono<Boolean> retryAt(Queries queries, WebhookKey webhook, UUID node, WebhookProgress progress, long millis);

    /** Lets what waits after failures be tried at once, with none behind it; false when nothing waits, or is being tried. */
    Mono<Boolean> recover(Queries queries, WebhookKey webhook, long nowMillis);

    /** Gives back all leases of a node; what it held is due at once. */
    Mono<Void> release(Queries queries, UUID node, long lastLeaseMillis);

    /** Gives back the leases of all nodes: for a database of which this is the only one. */
    Mono<Void> releaseAll(Queries queries, long lastLeaseMillis);
}
