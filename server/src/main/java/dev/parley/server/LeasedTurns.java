package dev.parley.server;

import dev.parley.persistence.Queries;
import dev.parley.persistence.lease.LeaseRepository;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Lets nodes take turns by leases in the database: whoever takes one does the work, keeps the lease as long as that takes, and
 * then for the pause, in which nobody needs to do it. Of a node that dies over it the lease ends soon. All this work may be done
 * twice at a time, and only wastes time then: should a node stand still for longer than its lease, it is.
 */
final class LeasedTurns implements Turns {

    /** How long the lease of a node that died keeps others from its work. */
    static final Duration TERM = Duration.ofMinutes(1);

    private static final Duration KEEP = TERM.dividedBy(3);

    private static final Logger LOG = LoggerFactory.getLogger(LeasedTurns.class);

    private final Queries database;
    private final LeaseRepository leases;
    private final UUID node;
    private final Scheduler clock;

    /** @param clock measures when a lease is to be renewed */
    LeasedTurns(Queries database, LeaseRepository leases, UUID node, Scheduler clock) {
        this.database = database;
        this.leases = leases;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public Mono<Void> take(String name, Duration pause, Mono<Void> work) {
        return leases.take(database, name, node, TERM).flatMap(taken -> taken ? run(name, pause, work) : Mono.empty());
    }

    private Mono<Void> run(String name, Duration pause, Mono<Void> work) {
        Mono<Void> rest = leases.keep(database, name, node, pause).then();
        return Mono.firstWithSignal(work, lost(name))
                .onErrorResume(error -> rest.onErrorComplete().then(Mono.error(error)))
                .then(rest);
    }

    /** Keeps the lease, and ends when somebody else has taken it. A database that cannot be asked has not given it away. */
    private Mono<Void> lost(String name) {
        return Flux.interval(KEEP, clock)
                .onBackpressureDrop()
                .concatMap(tick -> leases.keep(database, name, node, TERM).onErrorReturn(true), 1)
                .filter(kept -> !kept)
                .next()
                .doOnNext(lost -> LOG.warn("another node has taken over from this one: {}", name))
                .then();
    }

    @Override
    public Duration askEvery(Duration pause) {
        return pause.compareTo(TERM) < 0 ? pause : TERM;
    }
}
