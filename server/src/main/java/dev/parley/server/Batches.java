package dev.parley.server;

import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Work on many rows in small steps, between which others get their turn. */
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
        return Mono.defer(step).repeat().takeUntil(rows -> rows < full);
    }
}
