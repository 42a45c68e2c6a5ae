package dev.parley.server.cluster;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** Lets organisations that are behind catch up, a few at a time: after an outage they all are. */
final class CatchUps {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUps.class);
    private static final int AT_ONCE = 4;

    /** Each organisation is in it once at most. */
    private final Sinks.Many<OrgFollower> behind = Sinks.many()
            .unicast()
            .onBackpressureBuffer(Queues.<OrgFollower>unboundedMultiproducer().get());

    private final Disposable running = behind.asFlux()
            .flatMap(OrgFollower::catchUp, AT_ONCE)
            .subscribe(nothing -> {}, bug -> LOG.error("nothing catches up any more; this is a bug", bug));

    void add(OrgFollower follower) {
        behind.emitNext(follower, (signal, result) -> result == Sinks.EmitResult.FAIL_NON_SERIALIZED);
    }

    void close() {
        running.dispose();
    }
}
