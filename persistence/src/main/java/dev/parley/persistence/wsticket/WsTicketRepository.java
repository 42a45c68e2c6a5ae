package dev.parley.persistence.wsticket;

import reactor.core.publisher.Mono;

/** Where tickets for WebSocket connections are kept for the moment until they are used. Times are in ms. */
public interface WsTicketRepository {

    /** Tickets of one token or session that can be kept unused; nobody needs as many. */
    int MAX_UNUSED = 1_000;

    /** Keeps a new ticket; false when {@link #MAX_UNUSED} live ones stand for the same already. */
    Mono<Boolean> insert(StoredWsTicket ticket, long nowMillis);

    /** Uses a ticket up: it, for one caller only; empty when it is unknown, used up or expired. */
    Mono<StoredWsTicket> take(String hash, long nowMillis);

    /** Removes what expired, some at a time; how many those were. */
    Mono<Long> deleteExpired(long nowMillis);
}
