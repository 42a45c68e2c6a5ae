package dev.parley.server.ticket;

import dev.parley.persistence.Batches;
import dev.parley.persistence.Queries;
import dev.parley.persistence.ticket.Ticket;
import dev.parley.persistence.ticket.TicketRepository;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.StorableText;
import dev.parley.server.journal.LaneTransaction;
import java.time.Clock;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What registration tickets are good for. */
public final class Tickets {

    /** Expired tickets deleted in one transaction. */
    private static final int BATCH = 1_000;

    private final Queries database;
    private final TicketRepository repository;
    private final Clock clock;

    public Tickets(Queries database, TicketRepository repository, Clock clock) {
        this.database = database;
        this.repository = repository;
        this.clock = clock;
    }

    /** The ticket with that id or code; fails with {@code INVALID_TICKET}, {@code TICKET_EXPIRED}, {@code TICKET_CONSUMED}. */
    public Mono<Ticket> requireUsable(Queries queries, OrgId org, String idOrCode) {
        return repository
                .find(queries, org, StorableText.of(idOrCode))
                .switchIfEmpty(Mono.error(Tickets::unknown))
                .doOnNext(this::requireUsable);
    }

    private void requireUsable(Ticket ticket) {
        if (ticket.isExpired(clock.millis())) {
            throw HubException.of(ErrorCode.TICKET_EXPIRED, "The ticket has expired: ask for another one");
        }
        if (ticket.consumed() && !ticket.reusable()) {
            throw HubException.of(ErrorCode.TICKET_CONSUMED, "The ticket was used before: ask for another one");
        }
    }

    /** Uses up a ticket that is for one use, which must be usable at this point of the lane. */
    public Mono<Void> use(LaneTransaction lane, Optional<Ticket> ticket) {
        return Mono.justOrEmpty(ticket)
                .filter(usable -> !usable.reusable())
                .flatMap(usable -> repository.consume(lane, lane.org(), usable.id()))
                .then();
    }

    /** Deletes what has expired, in every organisation; to be run now and then. */
    public Mono<Void> removeExpired() {
        return Batches.all(BATCH, () -> repository.deleteExpired(database, clock.millis(), BATCH));
    }

    public static HubException unknown() {
        return HubException.of(ErrorCode.INVALID_TICKET, "The ticket is not known in that org: ask for another one");
    }
}
