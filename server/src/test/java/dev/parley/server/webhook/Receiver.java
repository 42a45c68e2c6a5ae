package dev.parley.server.webhook;

import dev.parley.protocol.Json;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;

/** A server of somebody else's to which webhooks are posted, on this machine: it remembers what came, and answers as told. */
public final class Receiver implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<Received> waiting = new LinkedBlockingQueue<>();
    private final List<Received> all = new CopyOnWriteArrayList<>();
    private final Set<Object> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger closed = new AtomicInteger();
    private final DisposableServer server;
    private volatile BiFunction<Received, HttpServerResponse, Publisher<Void>> answer =
            (request, response) -> ok(response);

    /** One request. */
    public record Received(String path, HttpHeaders headers, String body) {
        public JsonNode json() {
            return Json.mapper().readTree(body);
        }

        public String header(String name) {
            return headers.get(name);
        }
    }

    public Receiver() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .doOnConnection(connection -> {
                    connections.add(connection.channel());
                    connection.onDispose(closed::incrementAndGet);
                })
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asByteArray()
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .defaultIfEmpty("")
                        .flatMapMany(body -> received(
                                new Received(
                                        request.uri(), request.requestHeaders().copy(), body),
                                response)))
                .bindNow();
    }

    private Publisher<Void> received(Received request, HttpServerResponse response) {
        // Before the test is told of it, and says how the next one is to be answered.
        BiFunction<Received, HttpServerResponse, Publisher<Void>> now = answer;
        all.add(request);
        waiting.add(request);
        return now.apply(request, response);
    }

    /** From now on, requests are answered so. */
    public void answer(BiFunction<Received, HttpServerResponse, Publisher<Void>> how) {
        answer = how;
    }

    /** From now on, requests are answered with that status. */
    public void answerStatus(int status) {
        answer((request, response) -> response.status(status).send());
    }

    /** From now on, requests are answered with 200. */
    public void answerOk() {
        answer((request, response) -> ok(response));
    }

    /** From now on, requests get no answer. */
    public void hang() {
        answer((request, response) -> Mono.never());
    }

    public static Publisher<Void> ok(HttpServerResponse response) {
        return response.status(200).send();
    }

    public int port() {
        return server.port();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** The oldest request that was not taken yet; waits for it. */
    public Received next() {
        try {
            Received request = waiting.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (request == null) {
                throw new AssertionError("Nothing was posted; before: " + all);
            }
            return request;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Every request so far. */
    public List<Received> all() {
        return all;
    }

    /** Connections that were opened so far. */
    public int connections() {
        return connections.size();
    }

    /** Connections that were opened and are closed again. */
    public int closedConnections() {
        return closed.get();
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(5));
    }
}
