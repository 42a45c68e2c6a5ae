package dev.parley.server.webhook;

import dev.parley.persistence.Queries;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.journal.StoredEntry;
import dev.parley.persistence.webhook.Webhook;
import dev.parley.persistence.webhook.WebhookCounts;
import dev.parley.persistence.webhook.WebhookDelivery;
import dev.parley.persistence.webhook.WebhookDeliveryRepository;
import dev.parley.persistence.webhook.WebhookKey;
import dev.parley.persistence.webhook.WebhookRepository;
import dev.parley.protocol.OrgId;
import dev.parley.server.feed.Feed;
import dev.parley.server.feed.JournalExpiredException;
import dev.parley.server.feed.Reader;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells how far the deliveries to an organisation's webhooks lie behind. */
public final class WebhookBacklog {

    /** Webhooks that are looked at; those first that fail. */
    private static final int WEBHOOKS = 20;

    /** Events of a webhook that are looked at for one that it wants. */
    private static final int EVENTS = 50;

    private final Queries database;
    private final WebhookRepository webhooks;
    private final WebhookDeliveryRepository deliveries;
    private final Feed feed;

    public WebhookBacklog(
            Queries database, WebhookRepository webhooks, WebhookDeliveryRepository deliveries, Feed feed) {
        this.database = database;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.feed = feed;
    }

    /**
     * An organisation's webhooks.
     *
     * @param total webhooks
     * @param failing those whose last event was given up
     * @param degraded those that so often failed in a row that they are left alone
     * @param oldestUndelivered when the oldest event happened that is still to be delivered, ms; null when none is
     */
    public record WebhookOverview(
            long total,
            long failing,
            long degraded,
            @Nullable Long oldestUndelivered) {}

    public Mono<WebhookOverview> of(OrgId org) {
        return webhooks.count(database, org, WebhookHealth.DEGRADED_FROM)
                .zipWith(oldest(org), WebhookBacklog::overview);
    }

    private static WebhookOverview overview(WebhookCounts counts, OptionalLong oldest) {
        return new WebhookOverview(
                counts.webhooks(),
                counts.failing(),
                counts.degraded(),
                oldest.isPresent() ? Position.millis(oldest.getAsLong()) : null);
    }

    private Mono<OptionalLong> oldest(OrgId org) {
        return webhooks.listBehind(database, org, WEBHOOKS)
                .flatMapMany(Flux::fromIterable)
                .concatMap(bot -> deliveries.find(database, new WebhookKey(org, bot)))
                .filter(WebhookDelivery::active)
                .concatMap(this::next)
                .reduce(Math::min)
                .map(OptionalLong::of)
                .defaultIfEmpty(OptionalLong.empty());
    }

    /** The position of what is to be delivered next. */
    private Mono<Long> next(WebhookDelivery seen) {
        Webhook webhook = seen.webhook();
        Reader reader = new Reader(webhook.org(), webhook.bot(), seen.admin());
        return feed.read(reader, webhook.position(), EVENTS)
                .flatMap(page -> Mono.justOrEmpty(page.entries().stream()
                        .filter(entry -> WebhookEvents.wants(webhook, entry))
                        .map(StoredEntry::position)
                        .findFirst()))
                .onErrorResume(JournalExpiredException.class, expired -> Mono.just(webhook.position()));
    }
}
