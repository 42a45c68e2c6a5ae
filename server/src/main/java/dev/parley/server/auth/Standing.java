package dev.parley.server.auth;

import java.util.Collection;
import reactor.core.publisher.Mono;

/** Looks again at somebody who was let in and has stayed. */
@FunctionalInterface
public interface Standing {

    /** Callers that are looked up together at most. */
    int MAX_TOGETHER = 500;

    /**
     * The caller as it is now, by the credentials it came with. It is no use of them: no session's end moves. Fails with
     * {@code INVALID_TOKEN}, {@code TOKEN_EXPIRED}, {@code SESSION_INVALID}, {@code BOT_NOT_ACTIVE}, {@code ORG_SUSPENDED}
     * or {@code ORG_DESTROYED}.
     */
    Mono<Caller> again(Caller caller);

    /**
     * Looks up for several callers together what {@link #again} wants to know of each, so that it asks no store for a while.
     *
     * @param callers at most {@link #MAX_TOGETHER}
     */
    default Mono<Void> lookUp(Collection<Caller> callers) {
        return Mono.empty();
    }
}
