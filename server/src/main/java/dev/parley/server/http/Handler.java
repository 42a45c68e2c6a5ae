package dev.parley.server.http;

import reactor.core.publisher.Mono;

/** Answers one request. It runs on the connection's event loop and must not block; the reply may come from any thread. */
@FunctionalInterface
public interface Handler {

    /** Exactly one reply, or an error: a {@link dev.parley.protocol.HubException} is answered as it says. */
    Mono<Reply> handle(Call call);

    /**
     * Whether the request claims to carry its own permission, such as a signed link: then nobody is asked who they are,
     * there is no caller, and the handler judges the claim.
     */
    default boolean judges(Call call) {
        return false;
    }
}
