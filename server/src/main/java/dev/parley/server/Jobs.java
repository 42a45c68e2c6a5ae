package dev.parley.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Work that comes round: each run starts after the pause that follows the one before, and a failed run is only logged. */
final class Jobs {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private static final Duration FIRST_CLEANUP = Duration.ofSeconds(30);

    /** From one cleaning up to the next, and what one kind may take, so that none keeps the others from their turn. */
    private static final Duration CLEANUP = Duration.ofHours(6);

    /** For a run in progress when the jobs stop. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Turns turns;
    private final Scheduler clock;
    private final Disposable.Composite running = Disposables.composite();
    private final Sinks.Empty<Void> stopping = Sinks.empty();
    private final AtomicInteger loops = new AtomicInteger();
    private final Sinks.Empty<Void> stopped = Sinks.empty();
    private final List<Mono<Void>> cleanUps = new CopyOnWriteArrayList<>();
    private volatile boolean isStopping;

    /** @param turns decide who does what one node does for all */
    Jobs(Turns turns) {
        this(turns, Schedulers.parallel());
    }

    /** @param clock measures the pauses, and starts what follows them */
    Jobs(Turns turns, Scheduler clock) {
        this.turns = turns;
        this.clock = clock;
        inTurn(
                FIRST_CLEANUP,
                CLEANUP,
                "cleaning up",
                Flux.fromIterable(cleanUps).concatMap(work -> work).then());
    }

    /** Runs {@code work} again and again, for the first time after one {@code pause}. */
    void every(Duration pause, String name, Mono<Void> work) {
        every(pause, pause, name, work);
    }

    /**
     * Runs {@code work} again and again on one node at a time, whichever asks first when the pause after the last run is over. It
     * should do no harm if it is done by two after all.
     *
     * @param first before this node asks for the first time
     * @param name the same on all nodes, at most 64 characters
     */
    void inTurn(Duration first, Duration pause, String name, Mono<Void> work) {
        every(first, turns.askEvery(pause), name, turns.take(name, pause, logged(name, pause, work)));
    }

    /** Removes what is old soon after the start and then four times a day, on one node and one kind after the other: nobody waits for it. */
    void cleanUp(String name, Mono<Void> work) {
        cleanUps.add(logged(name, CLEANUP, work.timeout(CLEANUP, clock)));
    }

    /** As above, for the first time after another pause. */
    void every(Duration first, Duration pause, String name, Mono<Void> work) {
        Mono<Void> run = Mono.defer(() -> isStopping ? Mono.empty() : logged(name, pause, work));
        loops.incrementAndGet();
        running.add(pause(first)
                .then(run)
                .thenMany(pause(pause).then(run).repeat(() -> !isStopping))
                .doFinally(signal -> ended())
                .subscribe(nothing -> {}, bug -> LOG.error("{} stopped; this is a bug", name, bug)));
    }

    /** Ends early when the jobs stop. */
    private Mono<Void> pause(Duration pause) {
        return Mono.firstWithSignal(Mono.delay(pause, clock).then(), stopping.asMono());
    }

    private void ended() {
        if (loops.decrementAndGet() == 0) {
            stopped.tryEmitEmpty();
        }
    }

    private static Mono<Void> logged(String name, Duration pause, Mono<Void> work) {
        return work.onErrorResume(error -> {
            LOG.warn("{} failed and will be tried again in {}", name, pause, error);
            return Mono.empty();
        });
    }

    /** Begins no run any more; completes when those in progress have ended, or are cut off as they take too long. */
    Mono<Void> stop() {
        return Mono.defer(() -> {
                    isStopping = true;
                    stopping.tryEmitEmpty();
                    return stopped.asMono().timeout(PATIENCE, clock).onErrorComplete(TimeoutException.class);
                })
                .doFinally(signal -> running.dispose());
    }
}
