package dev.parley.server.auth;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import reactor.core.publisher.Mono;

/** Where a client fetches the ticket for its next WebSocket connection. */
public final class WsTicketRoutes implements Routes {

    private static final String BEARER = "Bearer ";

    private final WsTickets tickets;

    public WsTicketRoutes(WsTickets tickets) {
        this.tickets = tickets;
    }

    @Override
    public void addTo(Router router) {
        router.post("/api/ws-ticket", Access.authenticated(), this::issue, AuthDocs.WS_TICKET);
    }

    private Mono<Reply> issue(Call call) {
        return Mono.fromSupplier(() -> Reply.ok(new IssuedWsTicket(ticket(call), WsTickets.TTL.toSeconds())));
    }

    /** As everywhere, a session wins over a token. */
    private String ticket(Call call) {
        if (call.caller() instanceof Caller.SuperAdmin) {
            throw HubException.of(ErrorCode.FORBIDDEN, "A super admin belongs to no org whose events it could receive");
        }
        return call.session()
                .map(tickets::issue)
                .orElseGet(() -> tickets.issue(token(call), call.bot().org()));
    }

    private static String token(Call call) {
        return call.header("Authorization").orElseThrow().substring(BEARER.length());
    }

    /** @param expiresIn seconds */
    record IssuedWsTicket(String ticket, long expiresIn) {}
}
