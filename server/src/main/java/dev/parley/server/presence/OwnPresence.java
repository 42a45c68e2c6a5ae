package dev.parley.server.presence;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.Database;
import dev.parley.persistence.node.Node;
import dev.parley.persistence.node.NodeRepository;
import dev.parley.persistence.node.OnlineBot;
import dev.parley.protocol.BotId;
import dev.parley.server.cluster.NodeBus;
import dev.parley.server.presence.OwnChanges.Changes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * What this node says of itself: that it lives, and which bots are connected to it. Written down first and told then, one
 * version after the other. Wherever it is not certain what is stored, it begins anew with everything, as it does when it was
 * taken for dead: because it was stopped for a while, or cut off from the database.
 */
final class OwnPresence {

    /** Bots in one message at most. */
    static final int MAX_CHANGES = 500;

    /** From one writing down of how many notices there were to the next. */
    private static final Duration COUNT_NOTICES = Duration.ofMillis(500);

    /** After a failure. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(OwnPresence.class);

    private final UUID id;
    private final Database database;
    private final NodeRepository nodes;
    private final NodeBus bus;
    private final LocalBots here;
    private final LongSupplier notices;
    private final OwnChanges changes;
    private final Clock clock;
    private final Ticker ticker;
    private final PresenceMetrics metrics;

    /** How often it has begun; negative while what is stored of it is not what it takes it for. */
    private volatile long registration = -1;

    private long version;
    private long storedNotices;
    private long renewedAt;
    private long notBefore;

    OwnPresence(
            UUID id,
            Database database,
            NodeRepository nodes,
            NodeBus bus,
            LocalBots here,
            LongSupplier notices,
            Clock clock,
            Ticker ticker,
            PresenceMetrics metrics) {
        this.id = id;
        this.notices = notices;
        this.database = database;
        this.nodes = nodes;
        this.bus = bus;
        this.here = here;
        this.changes = new OwnChanges(here);
        this.clock = clock;
        this.ticker = ticker;
        this.metrics = metrics;
        this.notBefore = ticker.read();
    }

    UUID id() {
        return id;
    }

    boolean isHere(OnlineBot bot) {
        return here.isHere(bot.org(), bot.bot().id());
    }

    /** How a bot is connected to this node may have changed. */
    void note(OnlineBot bot) {
        changes.note(bot);
    }

    /** To be asked before nodes are read of which {@link #found} is to be told. */
    long registration() {
        return registration;
    }

    /** These nodes were found; if this one was stored before and is not among them, it was taken for dead. */
    void found(long registrationBefore, List<Node> found) {
        boolean expected = registrationBefore > 0 && registrationBefore == registration;
        if (expected && found.stream().noneMatch(node -> node.id().equals(id))) {
            lost();
        }
    }

    private void lost() {
        LOG.warn("this node was taken for dead, as it gave no sign of life in time: it begins anew with all its bots");
        uncertain();
    }

    private void uncertain() {
        registration = -Math.abs(registration) - 1;
    }

    /** Writes down and tells what changed, or that it lives; often nothing. To be run by one at a time. */
    Mono<Void> tell() {
        return Mono.defer(() -> {
            long now = ticker.read();
            return now - notBefore < 0
                    ? Mono.<Void>empty()
                    : tell(now).doOnError(error -> notBefore = ticker.read() + PAUSE.toNanos());
        });
    }

    private Mono<Void> tell(long now) {
        if (registration < 0) {
            return register(now);
        }
        Changes some = changes.take(MAX_CHANGES);
        if (!some.isEmpty()) {
            return change(some, now);
        }
        boolean isNews = notices.getAsLong() != storedNotices;
        Duration pause = isNews ? COUNT_NOTICES : SignsOfLife.RENEW;
        return now - renewedAt < pause.toNanos() ? Mono.empty() : renew(now);
    }

    private Mono<Void> register(long now) {
        List<OnlineBot> all = changes.takeAll();
        version++;
        Node node = node(version);
        return database.transaction(
                        queries -> nodes.register(queries, node, all).thenReturn(true))
                .doOnNext(done -> registered(node, all, now))
                .then();
    }

    private void registered(Node node, List<OnlineBot> all, long now) {
        LOG.info("this is node {} of the cluster, with {} bots", id, all.size());
        registration = Math.abs(registration);
        changes.stored(all);
        renewed(node, now);
        if (all.size() <= MAX_CHANGES) {
            publish(PresenceMessage.all(id, version, all));
        }
    }

    /** A version stands for one thing, whatever becomes of the attempt. */
    private Mono<Void> change(Changes some, long now) {
        long from = version++;
        List<BotId> offline =
                some.wentOffline().stream().map(bot -> bot.bot().id()).toList();
        Node node = node(from);
        return database.transaction(queries -> nodes.change(queries, node, version, some.cameOnline(), offline))
                .doOnError(error -> uncertain())
                .doOnNext(done -> changed(node, some, done, now))
                .then();
    }

    private void changed(Node node, Changes some, boolean done, long now) {
        if (done) {
            changes.stored(some);
            renewed(node, now);
            publish(PresenceMessage.changes(id, node.version(), version, some.cameOnline(), some.wentOffline()));
        } else {
            lost();
        }
    }

    private Mono<Void> renew(long now) {
        Node node = node(version);
        return database.transaction(queries -> nodes.renew(queries, node))
                .doOnNext(alive -> {
                    if (alive) {
                        renewed(node, now);
                    } else {
                        lost();
                    }
                })
                .then();
    }

    private Node node(long atVersion) {
        return new Node(id, atVersion, notices.getAsLong(), clock.millis());
    }

    private void renewed(Node node, long now) {
        renewedAt = now;
        storedNotices = node.notices();
        metrics.renewed(clock.millis());
    }

    private void publish(PresenceMessage message) {
        bus.publish(ClusterPresence.CHANNEL, message.write());
    }

    Mono<Void> leave() {
        return database.transaction(queries -> nodes.remove(queries, id).thenReturn(true))
                .doOnNext(done -> publish(PresenceMessage.gone(id)))
                .then();
    }
}
