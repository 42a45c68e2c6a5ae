package dev.parley.server.ticket;

import dev.parley.persistence.Queries;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.ticket.Ticket;
import dev.parley.persistence.ticket.TicketRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Ids;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.StorableText;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.Secrets;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.org.OrgContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Makes, lists and revokes registration tickets. */
public final class TicketService {

    private final Queries database;
    private final TicketRepository tickets;
    private final Journal journal;
    private final Clock clock;

    public TicketService(Queries database, TicketRepository tickets, Journal journal, Clock clock) {
        this.database = database;
        this.tickets = tickets;
        this.journal = journal;
        this.clock = clock;
    }

    /** Fails with {@code NOT_FOUND} for a super admin, who has no organisation to invite to. */
    Mono<Ticket> create(Caller caller, CreateTicket request) {
        OrgId org = OrgContext.find(caller).orElseThrow(() -> HubException.notFound("Organisation"));
        return journal.append(org, lane -> Mono.fromSupplier(() -> create(lane, caller, request)));
    }

    private static Ticket create(LaneTransaction lane, Caller caller, CreateTicket request) {
        long createdAt = Position.millis(lane.nextPosition());
        BotId createdBy = caller instanceof Caller.Bot bot ? bot.bot() : null;
        Ticket ticket = new Ticket(
                lane.org(),
                Ids.next(),
                Secrets.ticketCode(),
                request.reusable(),
                request.skipApproval(),
                false,
                createdBy,
                Lifetime.end(request.lifetime(), createdAt),
                createdAt);
        lane.insertLater(TicketRepository.INTO, ticket.row());
        return ticket;
    }

    /** Tickets that can still be used, newest first, one more than {@code limit} if there are. */
    Mono<List<Ticket>> list(Caller caller, Optional<UUID> before, int limit) {
        return tickets.listUsable(database, OrgContext.require(caller), clock.millis(), before, limit + 1);
    }

    /** By id or code. Fails with {@code ORG_CONTEXT_REQUIRED} or {@code NOT_FOUND}. */
    Mono<Void> revoke(Caller caller, String idOrCode) {
        OrgId org = OrgContext.require(caller);
        return journal.append(org, lane -> tickets.find(lane, org, StorableText.of(idOrCode))
                        .switchIfEmpty(Mono.error(() -> HubException.notFound("Ticket")))
                        .flatMap(ticket -> revoke(lane, caller, ticket, idOrCode)))
                .then();
    }

    private Mono<Boolean> revoke(LaneTransaction lane, Caller caller, Ticket ticket, String named) {
        String bot = caller instanceof Caller.Bot acting ? acting.bot().toString() : null;
        String revokedBy = bot == null ? "org_admin" : bot;
        Audit.record(
                lane,
                lane.nextPosition(),
                bot,
                "auth.ticket_revoked",
                "org_ticket",
                StorableText.of(named),
                Audit.detail(Via.REST, "revoked_by", revokedBy));
        return tickets.delete(lane, lane.org(), ticket.id());
    }
}
