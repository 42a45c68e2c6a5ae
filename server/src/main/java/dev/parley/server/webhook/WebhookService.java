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
import dev.parley.protocol.bot.AuthRole;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.auth.Caller;
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
    Mono<OwnWebhook> show(Caller.Bot caller) {
        return require(database, caller)
                .zipWith(reach(database, caller))
                .flatMap(found -> show(caller, found.getT1(), found.getT2()));
    }

    private Mono<OwnWebhook> show(Caller.Bot caller, Webhook webhook, JournalReach reach) {
        boolean admin = caller.authRole() == AuthRole.ADMIN;
        return journals.listVisible(
                        database, caller.org(), caller.bot(), admin, webhook.position(), reach.position(), 1)
                .map(next -> OwnWebhook.of(webhook, reach, !next.isEmpty(), clock.millis()));
    }

    /**
     * Gives the bot a webhook, which gets what comes from then on, or changes the one it has, which stays where it is. At
     * another address nothing has failed yet. Fails with {@code VALIDATION_ERROR} for a url that is not allowed.
     */
    Mono<OwnWebhook> put(Caller.Bot caller, PutWebhook request) {
        return urls.check(request.url())
                .then(Mono.defer(() -> journal.append(caller.org(), lane -> bots.require(lane, caller.bot())
                        .then(webhooks.find(lane, lane.org(), caller.bot()))
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(known -> known.map(webhook -> change(lane, caller, webhook, request))
                                .orElseGet(() -> create(lane, caller, request))))))
                .then(Mono.defer(() -> show(caller)));
    }

    private Mono<Boolean> create(LaneTransaction lane, Caller.Bot caller, PutWebhook request) {
        return Mono.fromSupplier(() -> {
            long at = lane.nextPosition();
            Webhook plain = Webhook.begin(lane.org(), caller.bot(), request.url(), null, null, at, Position.millis(at));
            Webhook webhook = request.applyTo(plain, plain.createdAt());
            lane.insertLater(WebhookRepository.INTO, webhook.row());
            changed(lane, caller, at, "bot.webhook_create", "event_types", webhook.eventTypes());
            return true;
        });
    }

    private Mono<Boolean> change(LaneTransaction lane, Caller.Bot caller, Webhook before, PutWebhook request) {
        List<String> fields = differences(before, request.applyTo(before, 0));
        if (fields.isEmpty()) {
            return Mono.just(false);
        }
        long at = lane.nextPosition();
        Webhook after = request.applyTo(before, Position.millis(at));
        changed(lane, caller, at, "bot.webhook_update", "fields", fields);
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
    Mono<Void> remove(Caller.Bot caller) {
        return journal.append(caller.org(), lane -> require(lane, caller)
                        .doOnNext(webhook -> changed(lane, caller, lane.nextPosition(), "bot.webhook_delete"))
                        .flatMap(webhook -> webhooks.remove(lane, lane.org(), caller.bot())))
                .then();
    }

    /**
     * Gives the webhook another secret; for a while the one before signs, too. The secret that it has already changes
     * nothing, so that a request can be repeated. Fails with {@code NOT_FOUND}.
     */
    Mono<NewWebhookSecret> rotate(Caller.Bot caller, RotateSecret request) {
        return journal.append(caller.org(), lane -> require(lane, caller)
                .flatMap(webhook -> rotate(lane, caller, webhook, request.secretOrNew(), request)
                        .map(secrets -> new NewWebhookSecret(secrets.current(), secrets.previousUntil()))));
    }

    private Mono<WebhookSecrets> rotate(
            LaneTransaction lane, Caller.Bot caller, Webhook webhook, String secret, RotateSecret request) {
        if (secret.equals(webhook.secrets().current())) {
            return Mono.just(webhook.secrets());
        }
        long at = lane.nextPosition();
        long now = Position.millis(at);
        WebhookSecrets secrets = request.keepPrevious().isZero()
                ? WebhookSecrets.only(secret)
                : webhook.secrets().rotate(secret, now + request.keepPrevious().toMillis());
        changed(lane, caller, at, "bot.webhook_secret_rotate", "previous_until", secrets.previousUntil());
        return webhooks.update(lane, webhook.with(webhook.url(), secrets, webhook.eventTypes(), now))
                .thenReturn(secrets);
    }

    /**
     * Lets delivery start again after {@code position}, or go on there. Fails with {@code NOT_FOUND}, with
     * {@code VALIDATION_ERROR} when the journal does not reach there yet, with {@code CONFLICT} and
     * {@code earliest_position} when it does not reach back that far any more.
     */
    Mono<OwnWebhook> replay(Caller.Bot caller, long position) {
        return journal.append(caller.org(), lane -> require(lane, caller).flatMap(webhook -> reach(lane, caller)
                        .doOnNext(reach -> requireWithin(reach, position))
                        .doOnNext(reach -> changed(
                                lane,
                                caller,
                                lane.nextPosition(),
                                "bot.webhook_replay",
                                "from",
                                webhook.position(),
                                "to",
                                position))
                        .then(webhooks.restartFromPosition(lane, webhook.anew(position)))))
                .then(Mono.defer(() -> show(caller)));
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

    private Mono<Webhook> require(Queries queries, Caller.Bot caller) {
        return webhooks.find(queries, caller.org(), caller.bot()).switchIfEmpty(Mono.error(WebhookService::none));
    }

    static HubException none() {
        return HubException.of(ErrorCode.NOT_FOUND, "The bot has no webhook: give it one with PUT /api/me/webhook");
    }

    private Mono<JournalReach> reach(Queries queries, Caller.Bot caller) {
        return journals.reach(queries, caller.org())
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Organisation")));
    }

    private void changed(LaneTransaction lane, Caller.Bot caller, long at, String action, Object... details) {
        String bot = caller.bot().toString();
        Audit.record(lane, at, bot, action, "bot", bot, Audit.detail(Via.REST, details));
        lane.afterCommit(() -> changes.changed(caller.org(), caller.bot()));
    }
}
