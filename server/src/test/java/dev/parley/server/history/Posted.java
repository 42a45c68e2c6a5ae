package dev.parley.server.history;

import dev.parley.protocol.Json;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A server to which a bot's webhook is posted. Now and then it refuses, answers that it failed although it did not, breaks off
 * without an answer, or is gone for a moment.
 */
final class Posted implements Listener {

    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(10);

    private final Received received;
    private final Random random;
    private final int mishapsEvery;
    private final int port;
    private volatile DisposableServer server;
    private volatile boolean leaves;
    private volatile long end = Long.MAX_VALUE;
    private volatile int mishaps;

    /** @param mishapsEvery so many deliveries, on average, one goes wrong; each takes the hub a second or more */
    Posted(Received received, Random random, int mishapsEvery) {
        this.received = received;
        this.random = random;
        this.mishapsEvery = mishapsEvery;
        server = listen(0);
        port = server.port();
    }

    String url() {
        return "http://127.0.0.1:" + port + "/hook";
    }

    private DisposableServer listen(int wanted) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(wanted)
                .handle(this::posted)
                .bindNow(Duration.ofSeconds(10));
    }

    private Publisher<Void> posted(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().flatMap(body -> answer(body, response));
    }

    private synchronized Mono<Void> answer(String body, HttpServerResponse response) {
        boolean mishap = random.nextInt(mishapsEvery) == 0;
        int kind = mishap ? random.nextInt(4) : -1;
        if (mishap) {
            mishaps++;
        }
        if (kind != 0) {
            received.tell(Json.parse(body).orElseThrow());
        }
        switch (kind) {
            case 0, 1 -> {
                return response.status(500).send().then();
            }
            case 2 -> {
                response.withConnection(connection -> connection.channel().close());
                return Mono.never();
            }
            case 3 -> leaves = true;
            default -> {}
        }
        return response.status(204).send().then();
    }

    @Override
    public void run() {
        while (received.last() < end) {
            LockSupport.parkNanos(GLANCE);
            if (leaves) {
                leaves = false;
                server.disposeNow();
                server = listen(port);
            }
        }
        server.disposeNow();
    }

    @Override
    public void endAt(long position) {
        end = position;
    }

    @Override
    public Received received() {
        return received;
    }

    @Override
    public int cuts() {
        return mishaps;
    }
}
