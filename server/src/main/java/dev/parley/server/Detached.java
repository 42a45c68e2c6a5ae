package dev.parley.server;

import reactor.core.publisher.Mono;

/** Work of several steps that goes on to its end when the one who asked for it is gone. */
public final class Detached {

    private static final boolean SUPPRESS_CANCELLATION = true;

    private Detached() {}

    /** The same work, begun by the subscription as ever, which no cancellation stops. */
    public static <T> Mono<T> of(Mono<T> work) {
        return Mono.fromFuture(work::toFuture, SUPPRESS_CANCELLATION);
    }
}
