package dev.parley.server.webhook;

import dev.parley.persistence.Database;
import dev.parley.persistence.Pages;
import dev.parley.persistence.webhook.WebhookDeliveryRepository;
import dev.parley.persistence.webhook.WebhookKey;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.feed.Feed;
import dev.parley.server.journal.Rendering;
import dev.parley.server.trace.Tracer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Posts the journal to webhooks: to each one entry after the other, and each entry until its receiver takes it or it is given
 * up. Any number of nodes may do so on one database; of one webhook only one does at a time.
 *
 * <p>It is woken by what is committed on this node. What is to be tried again, what another node committed or left behind when
 * it died, and webhooks that are new are found by {@link #scan}.
 */
public final class WebhookDispatcher {

    /** How often {@link #scan} is to run: retries are so punctual. */
    public static final Duration SCAN = Duration.ofSeconds(1);

    /** How often {@link #discover} is to run. */
    public static final Duration DISCOVER = Duration.ofSeconds(5);

    /** How often {@link #visitAll} is to run. */
    public static final Duration VISIT = Duration.ofMinutes(5);

    /** Receivers that answered the last time and are posted to at the same time. */
    static final int HEALTHY_AT_ONCE = 256;

    /** Receivers that failed or were slow the last time and are posted to at the same time. */
    static final int SUSPECTS_AT_ONCE = 128;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);

    private static final int PAGE = 500;

    /** How late a transaction may commit a webhook, and how wrong the clocks of nodes may be. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private static final Duration STOP = Duration.ofSeconds(8);
    private static final Duration LOOK_WHETHER_STOPPED = Duration.ofMillis(20);

    private final UUID node;
    private final Map<WebhookKey, Known> known = new ConcurrentHashMap<>();
    private final Room healthy = new Room(HEALTHY_AT_ONCE);
    private final Room suspects = new Room(SUSPECTS_AT_ONCE);
    private final AtomicInteger running = new AtomicInteger();
    private final Queue<WebhookKey> stumbled = new ConcurrentLinkedQueue<>();
    private final Database database;
    private final WebhookDeliveryRepository deliveries;
    private final Feed feed;
    private final Ledger ledger;
    private final Courier courier;
    private final Turn turn;
    private final Clock clock;
    private volatile long discoveredUntil;
    private volatile boolean stopping;

    /** A webhook that is listened for. */
    private record Known(Post post, Disposable news) {}

    /** @param node this one's id, by which the others know it */
    public WebhookDispatcher(
            UUID node,
            Database database,
            WebhookDeliveryRepository deliveries,
            Feed feed,
            WebhookSender sender,
            Rendering rendering,
            Taken taken,
            MeterRegistry registry,
            Tracer tracer,
            Clock clock) {
        this.node = node;
        this.database = database;
        this.deliveries = deliveries;
        this.feed = feed;
        this.clock = clock;
        discoveredUntil = clock.millis();
        ledger = new Ledger(database);
        WebhookMetrics metrics =
                new WebhookMetrics(registry, () -> known.values().stream().map(Known::post), clock::millis);
        courier = new Courier(node, sender, deliveries, ledger, rendering, metrics, taken, tracer, clock);
        turn = new Turn(node, database, deliveries, feed, ledger, courier, () -> stopping, clock);
    }

    /** Takes over what nodes held that are gone: for the one node of a database, when it starts. */
    public Mono<Void> takeOver() {
        return Mono.defer(() -> deliveries.releaseAll(database, clock.millis() + Turn.LEASE.toMillis()));
    }

    /** Lets others deliver what a node held that is dead, before its leases end. Whoever has no lease any more stores nothing. */
    public Mono<Void> release(UUID dead) {
        return Mono.defer(() -> deliveries.release(database, dead, clock.millis() + Turn.LEASE.toMillis()));
    }

    /** Learns of all webhooks, and wakes those whose journal has gone on. */
    public Mono<Void> visitAll() {
        Flux<WebhookKey> all = Pages.items(PAGE, after -> deliveries.list(database, after, PAGE));
        Flux<WebhookKey> behind =
                Pages.items(PAGE, after -> deliveries.listBehind(database, after, clock.millis(), PAGE));
        return all.doOnNext(this::listen).thenMany(behind).doOnNext(this::wake).then();
    }

    /** Wakes the webhooks whose time has come. */
    public Mono<Void> scan() {
        return Mono.defer(() -> {
                    for (WebhookKey key = stumbled.poll(); key != null; key = stumbled.poll()) {
                        wake(key);
                    }
                    return deliveries.listDue(database, node, clock.millis(), PAGE);
                })
                .doOnNext(due -> due.forEach(this::wake))
                .then();
    }

    /** Learns of webhooks that were made on other nodes. */
    public Mono<Void> discover() {
        return Mono.defer(() -> {
            long now = clock.millis();
            long since = discoveredUntil - OVERLAP.toMillis();
            return deliveries
                    .listCreatedSince(database, since, PAGE)
                    .doOnNext(made -> made.forEach(this::listen))
                    .doOnNext(made -> discoveredUntil = now)
                    .then();
        });
    }

    /** The owner of a webhook changed it. */
    public void changed(OrgId org, BotId bot) {
        wake(new WebhookKey(org, bot));
    }

    /** The bot has connected: what was left alone because it failed is tried at once. Quick; may come from any thread. */
    public void arrived(OrgId org, BotId bot) {
        WebhookKey key = new WebhookKey(org, bot);
        if (known.containsKey(key)) {
            ledger.write(queries -> deliveries.recover(queries, key, clock.millis()))
                    .subscribe(
                            recovered -> wakeIf(recovered, key),
                            error -> LOG.warn("a webhook could not be tried again at once", error));
        }
    }

    /** Before anything is read of it: what is committed from then on wakes it. */
    private void listen(WebhookKey key) {
        known.computeIfAbsent(key, first -> {
            Disposable news = feed.onNews(key.org(), key.bot(), () -> wakeKnown(key));
            return new Known(new Post(key), news);
        });
    }

    private void wake(WebhookKey key) {
        listen(key);
        wakeKnown(key);
    }

    private void wakeIf(boolean wanted, WebhookKey key) {
        if (wanted) {
            wake(key);
        }
    }

    private void wakeKnown(WebhookKey key) {
        Known webhook = known.get(key);
        if (webhook != null && webhook.post().wake()) {
            queue(webhook.post());
        }
    }

    private void queue(Post post) {
        if (!stopping) {
            (post.isSuspect() ? suspects : healthy).enter(place -> begin(post, place));
        }
    }

    private void begin(Post post, Room.Place place) {
        if (stopping) {
            place.leave();
            return;
        }
        running.incrementAndGet();
        post.began();
        turn.run(post, place)
                .onErrorResume(error -> stumble(post, error))
                .subscribe(
                        end -> end(post, end, place),
                        bug -> LOG.error("a webhook is not delivered to any more; this is a bug", bug));
    }

    /** The next scan tries again. */
    private Mono<Turn.End> stumble(Post post, Throwable error) {
        LOG.warn("the deliveries to a webhook were interrupted and go on in a moment", error);
        stumbled.add(post.key());
        return Mono.just(Turn.End.IDLE);
    }

    private void end(Post post, Turn.End end, Room.Place place) {
        running.decrementAndGet();
        if (end == Turn.End.GONE) {
            forget(post.key());
        }
        boolean again = post.ended(end == Turn.End.MORE);
        if (again) {
            queue(post);
        }
        place.leave();
    }

    private void forget(WebhookKey key) {
        Known gone = known.remove(key);
        if (gone != null) {
            gone.news().dispose();
        }
    }

    /** Does nothing more and gives nothing back, as a node does that dies. */
    void die() {
        stopping = true;
        known.values().forEach(webhook -> webhook.news().dispose());
    }

    /** Posts nothing more, waits a while for the answers that are still to come, and leaves the rest to others. */
    public Mono<Void> stop() {
        return Mono.defer(() -> {
            stopping = true;
            return Flux.interval(Duration.ZERO, LOOK_WHETHER_STOPPED)
                    .takeUntil(tick -> running.get() == 0)
                    .then()
                    .timeout(STOP, Mono.empty())
                    .then(courier.storeAll())
                    .then(release(node));
        });
    }
}
