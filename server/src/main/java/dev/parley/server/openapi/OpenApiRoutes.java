package dev.parley.server.openapi;

import dev.parley.protocol.Json;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Route;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The server's description of itself. */
public final class OpenApiRoutes implements Routes {

    private final Mono<byte[]> document;

    /**
     * Made when it is first asked for, as that takes a moment, and once.
     *
     * @param routes asked for then, when all are known
     */
    public OpenApiRoutes(Supplier<List<Route>> routes, String version, String basePath) {
        document = Mono.fromCallable(() -> Json.writeBytes(OpenApiDocument.of(routes.get(), version, basePath)))
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
    }

    @Override
    public void addTo(Router router) {
        router.hidden(
                "GET", "/openapi.json", Access.open(), call -> document.map(json -> Reply.bytes(Reply.JSON, json)));
    }
}
