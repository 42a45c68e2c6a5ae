package dev.parley.server.auth;

import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import reactor.core.publisher.Mono;

/** Where a client fetches the ticket for its next WebSocket connection. */
public final class WsTicketRoutes implements Routes {

    private final WsTickets tickets;

    public WsTicketRoutes(WsTickets tickets) {
        this.tickets = tickets;
    }

    @Override
    public void addTo(Router router) {
        router.post("/api/ws-ticket", Access.authenticated(), this::issue, AuthDocs.WS_TICKET);
    }

    private Mono<Reply> issue(Call call) {
        return tickets.issue(call.caller())
                .map(ticket -> Reply.ok(new IssuedWsTicket(ticket, WsTickets.TTL.toSeconds())));
    }

    /** @param expiresIn seconds */
    record IssuedWsTicket(String ticket, long expiresIn) {}
}
