package dev.parley.server.webhook;

import dev.parley.persistence.Queries;
import dev.parley.persistence.webhook.Webhook;
import dev.parley.persistence.webhook.WebhookAttempt;
import dev.parley.persistence.webhook.WebhookLogRepository;
import dev.parley.persistence.webhook.WebhookRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.webhook.WebhookBody;
import dev.parley.protocol.webhook.WebhookSecret;
import dev.parley.server.journal.Journal;
import dev.parley.server.limit.RateLimits;
import java.time.Clock;
import reactor.core.publisher.Mono;

/**
 * Posts something of no consequence to a bot's webhook, so that its owner sees whether it arrives. How that went says nothing
 * about whether the webhook is healthy: that is what the journal's deliveries are for.
 */
public final class WebhookPing {

    private static final String TYPE = "ping";

    private final Queries database;
    private final Journal journal;
    private final WebhookRepository webhooks;
    private final WebhookSender sender;
    private final RateLimits limits;
    private final Clock clock;

    public WebhookPing(
            Queries database,
            Journal journal,
            WebhookRepository webhooks,
            WebhookSender sender,
            RateLimits limits,
            Clock clock) {
        this.database = database;
        this.journal = journal;
        this.webhooks = webhooks;
        this.sender = sender;
        this.limits = limits;
        this.clock = clock;
    }

    /** Sends it now, once. Fails with {@code RATE_LIMITED}, then with {@code NOT_FOUND} when the bot has no webhook. */
    Mono<PingResult> send(Owner owner) {
        return limits.acquire(owner.org(), owner.bot(), RateLimits.Kind.WEBHOOK_TEST)
                .then(webhooks.find(database, owner.org(), owner.bot()))
                .switchIfEmpty(Mono.error(WebhookService::none))
                .flatMap(this::send);
    }

    private Mono<PingResult> send(Webhook webhook) {
        long at = clock.millis();
        Target target = new Target(
                webhook.url(),
                webhook.secrets().at(at).stream().map(WebhookSecret::new).toList());
        Payload payload = new Payload(TYPE + "_" + Ids.next(), body(webhook.bot(), at));
        return sender.post(target, payload)
                .delayUntil(attempt -> log(webhook, attempt, at))
                .map(PingResult::of);
    }

    private static String body(BotId bot, long at) {
        return WebhookBody.of(Json.write(new Ping(TYPE, bot, at)), 0);
    }

    /** @param sentAt ms */
    private record Ping(String type, BotId botId, long sentAt) {}

    /** In the lane, where nobody removes the webhook, or its bot, meanwhile. */
    private Mono<Void> log(Webhook webhook, Attempt attempt, long at) {
        WebhookAttempt row = new WebhookAttempt(
                Ids.next(),
                0,
                TYPE,
                1,
                attempt.status(),
                attempt.error(),
                attempt.took().toMillis(),
                at);
        return journal.append(webhook.org(), lane -> webhooks.find(lane, webhook.org(), webhook.bot())
                        .doOnNext(still ->
                                lane.insertLater(WebhookLogRepository.ATTEMPTS, row.row(webhook.org(), webhook.bot()))))
                .then();
    }
}
