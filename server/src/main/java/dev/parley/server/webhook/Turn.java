package dev.parley.server.webhook;

import dev.parley.persistence.Database;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.journal.StoredEntry;
import dev.parley.persistence.webhook.Webhook;
import dev.parley.persistence.webhook.WebhookDelivery;
import dev.parley.persistence.webhook.WebhookDeliveryRepository;
import dev.parley.server.feed.Feed;
import dev.parley.server.feed.FeedPage;
import dev.parley.server.feed.JournalExpiredException;
import dev.parley.server.feed.Reader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What is done for a webhook at a time: looks at it, reads a page of what is new for it, takes the lease if another node might
 * take it, posts one entry after the other.
 */
final class Turn {

    /** For so long no other node takes over, unless it is prolonged. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** What a lease must have left: enough to post for {@link #MAX_TIME} and to wait for the last answer. */
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    /** After which the next webhook is to have its turn. */
    private static final Duration MAX_TIME = Duration.ofSeconds(5);

    /** Before somebody looks again whether a bot or its organisation has become active. */
    private static final Duration INACTIVE = Duration.ofMinutes(5);

    /** How far what is stored may lie behind, while there is nothing to post, before it is brought up to date. */
    private static final long MAX_LAG = Position.first(Duration.ofHours(1).toMillis());

    private static final int PAGE = 32;

    private final UUID node;
    private final Database database;
    private final WebhookDeliveryRepository deliveries;
    private final Feed feed;
    private final Ledger ledger;
    private final Courier courier;
    private final BooleanSupplier stopping;
    private final Clock clock;

    Turn(
            UUID node,
            Database database,
            WebhookDeliveryRepository deliveries,
            Feed feed,
            Ledger ledger,
            Courier courier,
            BooleanSupplier stopping,
            Clock clock) {
        this.node = node;
        this.database = database;
        this.deliveries = deliveries;
        this.feed = feed;
        this.ledger = ledger;
        this.courier = courier;
        this.stopping = stopping;
        this.clock = clock;
    }

    /** How a turn ended. */
    enum End {
        /** There is nothing to do until there is news, or until its time comes. */
        IDLE,
        /** There is more to do now. */
        MORE,
        /** The bot has no webhook any more. */
        GONE
    }

    Mono<End> run(Post post, Room.Place place) {
        return deliveries
                .find(database, post.key())
                .flatMap(seen -> look(post, seen, place))
                .defaultIfEmpty(End.GONE);
    }

    private Mono<End> look(Post post, WebhookDelivery seen, Room.Place place) {
        long now = clock.millis();
        if (!seen.active()) {
            return seen.isDue(now) ? postpone(seen, now) : Mono.just(End.IDLE);
        }
        if (seen.isTaken(node, now)) {
            return nudge(seen);
        }
        post.goOn(seen, node);
        if (post.attempts() > 0 && !seen.isDue(now)) {
            return Mono.just(End.IDLE);
        }
        Webhook webhook = seen.webhook();
        return feed.read(new Reader(webhook.org(), webhook.bot(), seen.admin()), post.position(), PAGE)
                .flatMap(page -> deliver(post, seen, page, place))
                .onErrorResume(JournalExpiredException.class, e -> skipExpired(post, seen));
    }

    private Mono<End> postpone(WebhookDelivery seen, long now) {
        return ledger.write(queries -> deliveries.postpone(queries, seen, now + INACTIVE.toMillis()))
                .thenReturn(End.IDLE);
    }

    /** Another node delivers, which does not hear of what was committed here. */
    private Mono<End> nudge(WebhookDelivery seen) {
        if (seen.webhook().nextAttemptAt() != seen.leasedUntil()) {
            return Mono.just(End.IDLE);
        }
        return ledger.write(queries -> deliveries.nudge(queries, seen)).map(Turn::idleIf);
    }

    private Mono<End> skipExpired(Post post, WebhookDelivery seen) {
        return hold(seen, clock.millis() + ENOUGH.toMillis()).flatMap(held -> {
            // It may have been read before the journal was cut; then the next turn sees how far.
            if (held && seen.purgedPosition() > post.position()) {
                courier.expired(post, seen);
            }
            return Mono.just(End.MORE);
        });
    }

    private Mono<End> deliver(Post post, WebhookDelivery seen, FeedPage page, Room.Place place) {
        List<StoredEntry> wanted = page.entries().stream()
                .filter(entry -> WebhookEvents.wants(seen.webhook(), entry))
                .toList();
        return wanted.isEmpty() && !page.hasMore()
                ? pass(post, seen, page)
                : hold(seen, clock.millis() + ENOUGH.toMillis())
                        .flatMap(held -> held ? deliverHeld(post, seen, page, wanted, place) : Mono.just(End.MORE));
    }

    /** There is nothing for it. */
    private Mono<End> pass(Post post, WebhookDelivery seen, FeedPage page) {
        boolean behind = page.position() - seen.webhook().position() > MAX_LAG;
        if (!seen.isDue(clock.millis()) && !behind) {
            return Mono.just(End.IDLE);
        }
        return hold(seen, 0).flatMap(held -> {
            if (!held) {
                return Mono.just(End.MORE);
            }
            post.passed(page.position());
            return courier.store(post, progress -> queries -> deliveries.rest(queries, post.key(), node, progress))
                    .thenReturn(End.IDLE);
        });
    }

    /** Takes the lease until then (ms), or prolongs it, unless this node has it. */
    private Mono<Boolean> hold(WebhookDelivery seen, long untilMillis) {
        long until = clock.millis() + LEASE.toMillis();
        return seen.isHeld(node, untilMillis)
                ? Mono.just(true)
                : ledger.write(queries -> deliveries.claim(queries, seen, node, until));
    }

    private Mono<End> deliverHeld(
            Post post, WebhookDelivery seen, FeedPage page, List<StoredEntry> wanted, Room.Place place) {
        long deadline = clock.millis() + MAX_TIME.toMillis();
        return Flux.fromIterable(wanted)
                .concatMap(entry -> courier.post(post, seen, entry, place), 1)
                .takeUntil(attempt -> attempt.outcome() == Attempt.Outcome.FAILED
                        || place.isLeft()
                        || stopping.getAsBoolean()
                        || clock.millis() > deadline)
                .collectList()
                .flatMap(attempts -> conclude(post, page, attempts, attempts.size() == wanted.size()));
    }

    private Mono<End> conclude(Post post, FeedPage page, List<Attempt> attempts, boolean all) {
        boolean failed =
                !attempts.isEmpty() && attempts.get(attempts.size() - 1).outcome() == Attempt.Outcome.FAILED;
        if (failed) {
            long at = courier.nextAttempt(post, attempts.get(attempts.size() - 1));
            return courier.store(
                            post, progress -> queries -> deliveries.retryAt(queries, post.key(), node, progress, at))
                    .thenReturn(End.IDLE);
        }
        if (all) {
            post.passed(page.position());
        }
        courier.storeSoon(post);
        if (all && !page.hasMore()) {
            post.waitsSince(0);
            return Mono.just(End.IDLE);
        }
        return Mono.just(End.MORE);
    }

    private static End idleIf(boolean changed) {
        return changed ? End.IDLE : End.MORE;
    }
}
