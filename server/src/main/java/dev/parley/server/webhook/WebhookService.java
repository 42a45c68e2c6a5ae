package dev.parley.server.webhook;

import dev.parley.persistence.Queries;
import dev.parley.persistence.journal.JournalReach;
import dev.parley.persistence.journal.JournalRepository;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.webhook.Webhook;
import dev.parley.persistence.webhook.WebhookRepository;
import dev.parley.persistence.webhook.WebhookSecrets;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Lets bots say where their events are posted, and from where on. */
public final class WebhookService {

    private final Queries database;
    private final Journal journal;
    private final JournalRepository journals;
    private final WebhookRepository webhooks;
    private final LaneBots bots;
    private final WebhookUrls urls;
    private final WebhookChanges changes;
    private final Clock clock;

    /** @param changes is told after each change that was committed */
    public WebhookService(
            Queries database,
            Journal journal,
            JournalRepository journals,
            WebhookRepository webhooks,
            LaneBots bots,
            WebhookUrls urls,
            WebhookChanges changes,
            Clock clock) {
        this.database = database;
        this.journal = journal;
        this.journals = journals;
        this.webhooks = webhooks;
        this.bots = bots;
        this.urls = urls;
        this.changes = changes;
        this.clock = clock;
    }

    /** Fails with {@code NOT_FOUND} when the bot has none. */
    Mono<OwnWebhook> show(Owner owner) {
        return require(database, owner)
                .zipWith(reach(database, owner))
                .flatMap(found -> show(owner, found.getT1(), found.getT2()));
    }

    private Mono<OwnWebhook> show(Owner owner, Webhook webhook, JournalReach reach) {
        return journals.listVisible(
                        database, owner.org(), owner.bot(), owner.admin(), webhook.position(), reach.position(), 1)
                .map(next -> OwnWebhook.of(webhook, reach, !next.isEmpty(), clock.millis()));
    }

    /**
     * Gives the bot a webhook, which gets what comes from then on, or changes the one it has, which stays where it is. At
     * another address nothing has failed yet. Fails with {@code VALIDATION_ERROR} for a url that is not allowed.
     */
    Mono<OwnWebhook> put(Owner owner, PutWebhook request) {
        return urls.check(request.url())
                .then(Mono.defer(() -> journal.append(owner.org(), lane -> bots.require(lane, owner.bot())
                        .then(webhooks.find(lane, lane.org(), owner.bot()))
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(known -> known.map(webhook -> change(lane, owner, webhook, request))
                                .orElseGet(() -> create(lane, owner, request))))))
                .then(Mono.defer(() -> show(owner)));
    }

    private Mono<Boolean> create(LaneTransaction lane, Owner owner, PutWebhook request) {
        return Mono.fromSupplier(() -> {
            long at = lane.nextPosition();
            Webhook plain = Webhook.begin(lane.org(), owner.bot(), request.url(), null, null, at, Position.millis(at));
            Webhook webhook = request.applyTo(plain, plain.createdAt());
            lane.insertLater(WebhookRepository.INTO, webhook.row());
            changed(lane, owner, at, "bot.webhook_create", "event_types", webhook.eventTypes());
            return true;
        });
    }

    private Mono<Boolean> change(LaneTransaction lane, Owner owner, Webhook before, PutWebhook request) {
        List<String> fields = differences(before, request.applyTo(before, 0));
        if (fields.isEmpty()) {
            return Mono.just(false);
        }
        long at = lane.nextPosition();
        Webhook after = request.applyTo(before, Position.millis(at));
        changed(lane, owner, at, "bot.webhook_update", "fields", fields);
        Mono<Void> restarted =
                fields.contains("url") ? webhooks.restart(lane, after.anew(after.position())) : Mono.empty();
        return webhooks.update(lane, after).then(restarted).thenReturn(true);
    }

    private static List<String> differences(Webhook before, Webhook after) {
        List<String> fields = new ArrayList<>(3);
        if (!before.url().equals(after.url())) {
            fields.add("url");
        }
        if (!before.secrets().equals(after.secrets())) {
            fields.add("secret");
        }
        if (!Objects.equals(before.eventTypes(), after.eventTypes())) {
            fields.add("event_types");
        }
        return fields;
    }

    /** Fails with {@code NOT_FOUND} when the bot has none. */
    Mono<Void> remove(Owner owner) {
        return journal.append(owner.org(), lane -> require(lane, owner)
                        .doOnNext(webhook -> changed(lane, owner, lane.nextPosition(), "bot.webhook_delete"))
                        .flatMap(webhook -> webhooks.remove(lane, lane.org(), owner.bot())))
                .then();
    }

    /**
     * Gives the webhook another secret; for a while the one before signs, too. The secret that it has already changes
     * nothing, so that a request can be repeated. Fails with {@code NOT_FOUND}.
     */
    Mono<NewWebhookSecret> rotate(Owner owner, RotateSecret request) {
        return journal.append(owner.org(), lane -> require(lane, owner)
                .flatMap(webhook -> rotate(lane, owner, webhook, request.secretOrNew(), request)
                        .map(secrets -> new NewWebhookSecret(secrets.current(), secrets.previousUntil()))));
    }

    private Mono<WebhookSecrets> rotate(
            LaneTransaction lane, Owner owner, Webhook webhook, String secret, RotateSecret request) {
        if (secret.equals(webhook.secrets().current())) {
            return Mono.just(webhook.secrets());
        }
        long at = lane.nextPosition();
        long now = Position.millis(at);
        WebhookSecrets secrets = request.keepPrevious().isZero()
                ? WebhookSecrets.only(secret)
                : webhook.secrets().rotate(secret, now + request.keepPrevious().toMillis());
        changed(lane, owner, at, "bot.webhook_secret_rotate", "previous_until", secrets.previousUntil());
        return webhooks.update(lane, webhook.with(webhook.url(), secrets, webhook.eventTypes(), now))
                .thenReturn(secrets);
    }

    /**
     * Lets delivery start again after {@code position}, or go on there. Fails with {@code NOT_FOUND}, with
     * {@code VALIDATION_ERROR} when the journal does not reach there yet, with {@code CONFLICT} and
     * {@code earliest_position} when it does not reach back that far any more.
     */
    Mono<OwnWebhook> replay(Owner owner, long position) {
        return journal.append(owner.org(), lane -> owner.check(lane, bots)
                        .then(require(lane, owner))
                        .flatMap(webhook -> reach(lane, owner)
                                .doOnNext(reach -> requireWithin(reach, position))
                                .doOnNext(reach -> changed(
                                        lane,
                                        owner,
                                        lane.nextPosition(),
                                        "bot.webhook_replay",
                                        "from",
                                        webhook.position(),
                                        "to",
                                        position))
                                .then(webhooks.restartFromPosition(lane, webhook.anew(position)))))
                .then(Mono.defer(() -> show(owner)));
    }

    private static void requireWithin(JournalReach reach, long position) {
        if (position > reach.position()) {
            throw HubException.invalid("position must not be beyond the journal's end, which is " + reach.position());
        }
        if (position < reach.purgedPosition()) {
            throw HubError.of(
                            ErrorCode.CONFLICT,
                            "The journal no longer reaches back that far: the earliest position to replay from is "
                                    + reach.purgedPosition())
                    .with("earliest_position", reach.purgedPosition())
                    .asException();
        }
    }

    private Mono<Webhook> require(Queries queries, Owner owner) {
        return webhooks.find(queries, owner.org(), owner.bot()).switchIfEmpty(Mono.error(WebhookService::none));
    }

    static HubException none() {
        return HubException.of(ErrorCode.NOT_FOUND, "The bot has no webhook: it gets one with PUT /api/me/webhook");
    }

    private Mono<JournalReach> reach(Queries queries, Owner owner) {
        return journals.reach(queries, owner.org())
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Organisation")));
    }

    private void changed(LaneTransaction lane, Owner owner, long at, String action, Object... details) {
        Audit.record(lane, at, owner.actor(), action, "bot", owner.bot(), Audit.detail(Via.REST, details));
        lane.afterCommit(() -> changes.changed(owner.org(), owner.bot()));
    }
}
