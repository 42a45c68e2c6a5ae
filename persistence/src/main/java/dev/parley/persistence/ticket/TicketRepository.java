package dev.parley.persistence.ticket;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Where organisations' registration tickets are kept. */
public interface TicketRepository {

    /** Stores a ticket; for {@link Ticket#row}. */
    Insert INTO = Insert.into(
            "tickets",
            "org_id",
            "id",
            "code",
            "reusable",
            "skip_approval",
            "consumed",
            "created_by",
            "expires_at",
            "created_at");

    /** The organisation's ticket with that id or code, used up or not; or empty. */
    Mono<Ticket> find(Queries queries, OrgId org, String idOrCode);

    /**
     * Tickets that can still be used, newest first.
     *
     * @param before the last one of the page before
     */
    Mono<List<Ticket>> listUsable(Queries queries, OrgId org, long nowMillis, Optional<UUID> before, int limit);

    /** Uses up a ticket; false when it is gone or was used up before. */
    Mono<Boolean> consume(Queries queries, OrgId org, UUID id);

    /** False when there was no such ticket. */
    Mono<Boolean> delete(Queries queries, OrgId org, UUID id);

    /** Deletes the organisation's tickets that were not used up; emits how many. */
    Mono<Long> deleteUnconsumed(Queries queries, OrgId org);

    /** Deletes tickets of all organisations that have expired by now, at most {@code limit}; emits how many. */
    Mono<Long> deleteExpired(Queries queries, long nowMillis, int limit);
}
