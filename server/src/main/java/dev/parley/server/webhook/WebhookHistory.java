package dev.parley.server.webhook;

import dev.parley.persistence.Batches;
import dev.parley.persistence.Pages;
import dev.parley.persistence.Queries;
import dev.parley.persistence.webhook.WebhookDeliveryRepository;
import dev.parley.persistence.webhook.WebhookKey;
import dev.parley.persistence.webhook.WebhookLogRepository;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets go of what is known of deliveries to webhooks, when it is old or has become much. */
public final class WebhookHistory {

    /** How often it is to be looked at: a busy webhook makes far more than are kept. */
    public static final Duration PERIOD = Duration.ofHours(1);

    static final Duration ATTEMPTS_KEPT = Duration.ofDays(7);
    static final int MAX_ATTEMPTS = 500;
    static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);
    static final int MAX_DEAD_LETTERS = 10_000;

    private static final int PAGE = 500;

    private final Queries database;
    private final WebhookDeliveryRepository webhooks;
    private final WebhookLogRepository log;
    private final Clock clock;

    public WebhookHistory(Queries database, WebhookDeliveryRepository webhooks, WebhookLogRepository log, Clock clock) {
        this.database = database;
        this.webhooks = webhooks;
        this.log = log;
        this.clock = clock;
    }

    /** Removes what need not be kept, webhook by webhook and in small steps; to be run now and then. */
    public Mono<Void> removeOld() {
        return Flux.defer(() -> Pages.items(PAGE, (Optional<WebhookKey> after) -> webhooks.list(database, after, PAGE)))
                .concatMap(this::removeOld)
                .then();
    }

    private Mono<Void> removeOld(WebhookKey webhook) {
        return Batches.all(1, () -> log.removeOldAttempts(database, webhook, MAX_ATTEMPTS, before(ATTEMPTS_KEPT)))
                .then(Batches.all(
                        1,
                        () -> log.removeOldDeadLetters(
                                database, webhook, MAX_DEAD_LETTERS, before(DEAD_LETTERS_KEPT))));
    }

    private long before(Duration kept) {
        return clock.millis() - kept.toMillis();
    }
}
