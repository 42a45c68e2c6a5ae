package dev.parley.server.asyncapi;

import dev.parley.protocol.Json;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import dev.parley.server.ws.Operations;
import java.net.URI;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The server's description of its WebSocket. */
public final class AsyncApiRoutes implements Routes {

    private final Mono<byte[]> document;

    /**
     * Made when it is first asked for, as that takes a moment, and once.
     *
     * @param operations all of which are known by then
     * @param base where clients reach the hub
     */
    public AsyncApiRoutes(Operations operations, String version, URI base) {
        document = Mono.fromCallable(() -> Json.writeBytes(AsyncApiDocument.of(operations.all(), version, base)))
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
    }

    @Override
    public void addTo(Router router) {
        router.hidden(
                "GET", "/asyncapi.json", Access.open(), call -> document.map(json -> Reply.bytes(Reply.JSON, json)));
    }
}
