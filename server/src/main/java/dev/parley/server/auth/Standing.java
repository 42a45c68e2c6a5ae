package dev.parley.server.auth;

import reactor.core.publisher.Mono;

/** Looks again at somebody who was let in and has stayed. */
@FunctionalInterface
public interface Standing {

    /**
     * The caller as it is now, by the credentials it came with. It is no use of them: no session's end moves. Fails with
     * {@code INVALID_TOKEN}, {@code TOKEN_EXPIRED}, {@code SESSION_INVALID}, {@code BOT_NOT_ACTIVE}, {@code ORG_SUSPENDED}
     * or {@code ORG_DESTROYED}.
     */
    Mono<Caller> again(Caller caller);
}
