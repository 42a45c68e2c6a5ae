package dev.parley.server.ws;

import dev.parley.server.auth.Caller;
import reactor.core.publisher.Mono;

/** Lets a connection in that shows a ticket from {@code POST /api/ws-ticket}. */
@FunctionalInterface
public interface Admission {

    /**
     * Uses the ticket up and checks anew whom it stands for. Fails with {@code INVALID_TICKET}, {@code INVALID_TOKEN},
     * {@code TOKEN_EXPIRED}, {@code SESSION_INVALID}, {@code ORG_MISMATCH}, {@code ORG_SUSPENDED}, {@code ORG_DESTROYED}
     * or {@code BOT_NOT_ACTIVE}.
     *
     * @param ticket from the query, empty when it was missing
     */
    Mono<Caller> admit(String ticket);
}
