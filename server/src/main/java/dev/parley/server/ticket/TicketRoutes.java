package dev.parley.server.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.persistence.ticket.Ticket;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Deleted;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Registration tickets, for those who administer an organisation. */
public final class TicketRoutes implements Routes {

    static final int DEFAULT_LIMIT = 20;
    static final int MAX_LIMIT = 100;

    private final TicketService tickets;

    public TicketRoutes(TicketService tickets) {
        this.tickets = tickets;
    }

    @Override
    public void addTo(Router router) {
        router.post("/api/org/tickets", Access.orgAdmin(), this::create, TicketDocs.CREATE)
                .get("/api/org/tickets", Access.orgAdmin(), this::list, TicketDocs.LIST)
                .delete("/api/org/tickets/{id}", Access.orgAdmin(), this::revoke, TicketDocs.REVOKE);
    }

    private Mono<Reply> create(Call call) {
        return call.body()
                .map(CreateTicket::from)
                .flatMap(request -> tickets.create(call.caller(), request))
                .map(ticket -> Reply.ok(new CreatedTicket(
                        ticket.code(), ticket.expiresAt(), ticket.reusable(), ticket.skipApproval())));
    }

    /** The cursor is the id of the last ticket; one that is none belongs to no page. */
    private Mono<Reply> list(Call call) {
        int limit = call.limit("limit", DEFAULT_LIMIT, MAX_LIMIT);
        Optional<String> cursor = call.query("cursor").filter(text -> !text.isEmpty());
        Optional<UUID> before = cursor.flatMap(Ids::parse);
        boolean bad = cursor.isPresent() && before.isEmpty();
        return tickets.list(call.caller(), before, limit)
                .map(found -> Reply.ok(TicketListing.of(bad ? List.of() : found, limit)));
    }

    private Mono<Reply> revoke(Call call) {
        return tickets.revoke(call.caller(), call.parameter("id")).thenReturn(Reply.ok(Deleted.DELETED));
    }

    record CreatedTicket(String ticket, long expiresAt, boolean reusable, boolean skipApproval) {}

    record TicketListing(
            List<TicketItem> items,
            @JsonInclude(JsonInclude.Include.NON_NULL) String cursor) {

        static TicketListing of(List<Ticket> found, int limit) {
            List<TicketItem> items =
                    found.stream().limit(limit).map(TicketItem::of).toList();
            String next = found.size() > limit ? items.get(limit - 1).id().toString() : null;
            return new TicketListing(items, next);
        }

        record TicketItem(
                UUID id,
                String code,
                boolean reusable,
                boolean skipApproval,
                long expiresAt,
                @Nullable BotId createdBy,
                long createdAt) {
            static TicketItem of(Ticket ticket) {
                return new TicketItem(
                        ticket.id(),
                        ticket.code(),
                        ticket.reusable(),
                        ticket.skipApproval(),
                        ticket.expiresAt(),
                        ticket.createdBy(),
                        ticket.createdAt());
            }
        }
    }
}
