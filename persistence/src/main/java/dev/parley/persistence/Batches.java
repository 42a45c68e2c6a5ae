package dev.parley.persistence;

import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

/**
 * Work on many rows in small steps. After each step it rests for as long as that took, so that it never has more than half of
 * the database, and less when others want it.
 */
public final class Batches {

    private Batches() {}

    /**
     * Repeats a step until there is nothing left for it.
     *
     * @param full how many rows a step changes at most; fewer mean that it was the last
     * @param step emits how many rows it changed
     */
    public static Mono<Void> all(int full, Supplier<Mono<Long>> step) {
        return steps(full, step).then();
    }

    /** As {@link #all}, and tells how many rows each step changed. */
    public static Flux<Long> steps(int full, Supplier<Mono<Long>> step) {
        return rested(Mono.defer(step)).repeat().takeUntil(rows -> rows < full);
    }

    /** A step of work that is divided otherwise: emits what it does, after the rest. */
    public static <T> Mono<T> rested(Mono<T> step) {
        return step.elapsed()
                .delayUntil(done -> Mono.delay(Duration.ofMillis(1 + done.getT1())))
                .map(Tuple2::getT2);
    }
}
