package dev.parley.server.http;

import dev.parley.protocol.Scope;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.server.auth.SessionRole;
import dev.parley.server.trace.Tracer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpResources;

/** A door on a free port, with the credentials {@code bot}, {@code reader}, {@code owner}, {@code admin}, {@code super}. */
final class TestDoor implements AutoCloseable {

    static final String BOT = "Authorization: Bearer bot";

    final MemoryAuthenticator authenticator = new MemoryAuthenticator()
            .bot("bot", AuthRole.MEMBER, Scope.FULL)
            .bot("chief", AuthRole.ADMIN, Scope.READ)
            .bot("reader", AuthRole.MEMBER, Scope.READ)
            .session("owner", SessionRole.BOT_OWNER)
            .session("admin", SessionRole.ORG_ADMIN)
            .session("super", SessionRole.SUPER_ADMIN);
    final BlockingQueue<List<Object>> observations = new LinkedBlockingQueue<>();
    private final HttpApi api;

    private TestDoor(HttpOptions options, Router router) {
        api = HttpApi.listen(
                options,
                HttpResources.get(),
                router,
                authenticator,
                (request, response) -> response.sendWebsocket((in, out) -> out.sendString(Mono.just("hello"))),
                (route, method, status, nanos) -> observations.add(List.of(route, method, status)),
                Tracer.OFF);
    }

    static TestDoor open(Router router) {
        return open(router, options -> options);
    }

    static TestDoor open(Router router, UnaryOperator<HttpOptions> change) {
        return new TestDoor(change.apply(HttpOptions.at("127.0.0.1", 0)), router);
    }

    int port() {
        return api.port();
    }

    WireClient connect() {
        return new WireClient(port());
    }

    /** One request on a connection of its own. */
    Exchange send(String method, String target, String... headers) {
        try (WireClient client = connect()) {
            return client.request(method, target, headers);
        }
    }

    /** One request with a JSON body on a connection of its own. */
    Exchange sendJson(String method, String target, String json, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Type: application/json";
        try (WireClient client = connect()) {
            return client.requestWithBody(method, target, json, all);
        }
    }

    /** The next request the observer heard of: route, method, status. */
    List<Object> observation() throws InterruptedException {
        return observations.poll(10, TimeUnit.SECONDS);
    }

    void leave() {
        api.leave();
    }

    void stop(Duration grace) {
        api.stop(grace);
    }

    @Override
    public void close() {
        api.stop(Duration.ofSeconds(1));
    }
}
