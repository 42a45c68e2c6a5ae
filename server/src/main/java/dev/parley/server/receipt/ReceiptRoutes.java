package dev.parley.server.receipt;

import dev.parley.protocol.HubException;
import dev.parley.protocol.Scope;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Body;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The HTTP door to cursors and receipts. */
public final class ReceiptRoutes implements Routes {

    private final CursorService cursors;
    private final ReceiptService receipts;

    public ReceiptRoutes(CursorService cursors, ReceiptService receipts) {
        this.cursors = cursors;
        this.receipts = receipts;
    }

    @Override
    public void addTo(Router router) {
        router.post("/api/events/ack", Access.bot(Scope.READ), this::acknowledge, ReceiptDocs.ACKNOWLEDGE);
        router.get("/api/me/cursor", Access.bot(Scope.READ), this::cursor, ReceiptDocs.CURSOR);
        router.get("/api/messages/{id}/receipts", Access.orgOrBot(Scope.READ), this::receipts, ReceiptDocs.RECEIPTS);
    }

    private Mono<Reply> acknowledge(Call call) {
        return call.body()
                .flatMap(body -> cursors.acknowledge(call.bot(), position(body)))
                .map(Reply::ok);
    }

    private static long position(Body body) {
        JsonNode value = body.json("position");
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw HubException.invalid(
                    "position must be an integer from 0 on: the position of the last event you have handled");
        }
        return value.longValue();
    }

    private Mono<Reply> cursor(Call call) {
        return cursors.find(call.bot()).map(Reply::ok);
    }

    private Mono<Reply> receipts(Call call) {
        return receipts.list(call.caller(), call.parameter("id")).map(Reply::ok);
    }
}
