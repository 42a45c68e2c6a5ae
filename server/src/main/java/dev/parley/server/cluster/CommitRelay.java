package dev.parley.server.cluster;

import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.journal.JournalRepository;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.journal.Commit;
import dev.parley.server.journal.CommitListener;
import dev.parley.server.journal.Following;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Tells the other nodes of this node's commits, and those who listen here of the commits of all nodes: once each, in the order
 * of the journal. The bus is quick and may lose messages; the database says where a journal is, and has what was lost.
 */
public final class CommitRelay implements CommitListener, Following {

    /** How often {@link #compare} is to run. */
    public static final Duration COMPARE = Duration.ofSeconds(1);

    /** While the bus is there, every so many runs compare. */
    private static final int RUNS = 5;

    /** An organisation that nobody listens to is followed for a while longer: somebody may be about to. */
    private static final long LINGER_MILLIS = Duration.ofMinutes(2).toMillis();

    private static final int PAGE = 500;

    private final UUID node;
    private final NodeBus bus;
    private final CommitListener listener;
    private final Predicate<OrgId> hasListeners;
    private final MissedEntries missed;
    private final CatchUps catchUps = new CatchUps();
    private final RelayMetrics metrics;
    private final Scheduler scheduler;
    private final Clock clock;
    private final Map<OrgId, Followed> orgs = new ConcurrentHashMap<>();
    private final AtomicBoolean inDoubt = new AtomicBoolean();
    private final AtomicInteger runs = new AtomicInteger();

    /**
     * @param node names this one
     * @param listener is told of the commits of organisations that are followed, and of all of this node's
     * @param hasListeners whether an organisation must be followed on
     * @param scheduler measures how long is waited for what is late
     */
    public CommitRelay(
            UUID node,
            NodeBus bus,
            Database database,
            JournalRepository journal,
            BotRepository bots,
            CommitListener listener,
            Predicate<OrgId> hasListeners,
            MeterRegistry registry,
            Scheduler scheduler,
            Clock clock) {
        this.node = node;
        this.bus = bus;
        this.listener = listener;
        this.hasListeners = hasListeners;
        this.scheduler = scheduler;
        this.clock = clock;
        missed = new MissedEntries(database, journal, bots);
        metrics = new RelayMetrics(registry, orgs::size);
        bus.onReturn(() -> inDoubt.set(true));
    }

    /** An organisation whose commits are told of here; {@code started} once it is known where they go on. */
    private record Followed(OrgFollower follower, Disposable news, Mono<Void> started, long[] wantedAt) {}

    private static String channel(OrgId org) {
        return "parley:{" + org + "}";
    }

    @Override
    public void committed(Commit commit) {
        bus.publish(channel(commit.org()), CommitCodec.encode(node, commit));
        Followed org = orgs.get(commit.org());
        if (org == null) {
            listener.committed(commit);
        } else {
            org.follower().offer(commit);
        }
    }

    @Override
    public Mono<Void> ready() {
        return listener.ready();
    }

    @Override
    public Mono<Void> follow(OrgId org) {
        return Mono.defer(() -> {
            Followed followed = orgs.computeIfAbsent(org, this::begin);
            followed.wantedAt()[0] = clock.millis();
            return followed.started();
        });
    }

    private Followed begin(OrgId org) {
        OrgFollower follower =
                new OrgFollower(org, listener, after -> missed.read(org, after), catchUps::add, metrics, scheduler);
        Disposable news = bus.listen(channel(org), message -> receive(follower, message));
        // What is said before the bus has begun to listen.
        inDoubt.set(true);
        // After the first commit may have come: none falls between this and the first that is handed on.
        Mono<Void> started = missed.positions(List.of(org))
                .flatMap(positions -> Mono.justOrEmpty(positions.get(org)))
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Organisation")))
                .doOnNext(follower::startAt)
                .doOnError(error -> end(org))
                .then()
                .cache();
        return new Followed(follower, news, started, new long[1]);
    }

    private void receive(OrgFollower follower, byte[] message) {
        CommitCodec.decode(message).filter(told -> !told.node().equals(node)).ifPresent(told -> {
            metrics.received();
            follower.offerRemote(told.commit());
        });
    }

    private void end(OrgId org) {
        Followed gone = orgs.remove(org);
        if (gone != null) {
            gone.news().dispose();
            gone.follower().stop();
        }
    }

    /** Finds what no message told of; runs every second, and mostly does nothing as long as the bus is there. */
    public Mono<Void> compare() {
        return Mono.defer(() -> {
            boolean due = inDoubt.getAndSet(false) || !bus.isConnected() || runs.incrementAndGet() % RUNS == 0;
            return due ? compareNow() : Mono.empty();
        });
    }

    private Mono<Void> compareNow() {
        forgetTheUnwanted();
        return Flux.fromIterable(orgs.keySet())
                .buffer(PAGE)
                .concatMap(some -> missed.positions(some)
                        .doOnNext(positions -> some.forEach(org -> {
                            Long position = positions.get(org);
                            if (position == null) {
                                end(org);
                            } else {
                                reached(org, position);
                            }
                        })))
                .then();
    }

    private void reached(OrgId org, long position) {
        Followed followed = orgs.get(org);
        if (followed != null) {
            followed.follower().reached(position);
        }
    }

    private void forgetTheUnwanted() {
        long latest = clock.millis() - LINGER_MILLIS;
        orgs.forEach((org, followed) -> {
            if (followed.wantedAt()[0] < latest && !hasListeners.test(org)) {
                end(org);
            }
        });
    }

    /** What is still to be read is not. */
    public void close() {
        catchUps.close();
    }
}
