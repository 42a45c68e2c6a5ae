package dev.parley.persistence;

import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Work with something scarce, such as a connection, that begins when its result is asked for. {@link Mono#usingWhen}
 * takes what is scarce when it is subscribed and keeps it until somebody asks; {@code expand} and {@code repeat}
 * subscribe to the next page while the one before is still worked on. If that work needs a connection too, it may wait
 * for ever.
 */
public final class OnDemand {

    private OnDemand() {}

    /** Subscribes to {@code work} with the first demand, and then asks it for all it has. */
    public static <T> Mono<T> of(Mono<T> work) {
        return Mono.just(work).hide().flatMap(Function.identity()); // hidden, as flatMap would not wait for a constant
    }
}
