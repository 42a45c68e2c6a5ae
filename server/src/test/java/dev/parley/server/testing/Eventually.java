package dev.parley.server.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Waits for what happens behind the test's back. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PERIOD = Duration.ofMillis(5);

    private Eventually() {}

    /** What {@code look} finds as soon as it is as wanted; fails with what it found last. */
    public static <T> T get(Supplier<T> look, Predicate<T> wanted) {
        AtomicReference<T> last = new AtomicReference<>();
        try {
            return Flux.interval(Duration.ZERO, PERIOD, Schedulers.boundedElastic())
                    .onBackpressureDrop()
                    .concatMap(
                            tick -> Mono.fromSupplier(look)
                                    .subscribeOn(Schedulers.boundedElastic())
                                    .doOnNext(last::set),
                            1)
                    .filter(wanted)
                    .blockFirst(PATIENCE);
        } catch (IllegalStateException e) {
            throw new AssertionError("It did not come to that; last: " + last.get(), e);
        }
    }
}
