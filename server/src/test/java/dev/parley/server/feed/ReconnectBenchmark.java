package dev.parley.server.feed;

import dev.parley.protocol.Json;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.resources.ConnectionProvider;

/**
 * All bots come back at once, each of which missed as many entries as the second argument says: the time until all live.
 * Hub and bots share one process. Run: {@code java -cp … dev.parley.server.feed.ReconnectBenchmark h2 [missed] [bots]} or
 * {@code postgres}; PostgreSQL is the one {@code TEST_PG_URL} names, else the tests' own (not fsynced).
 */
final class ReconnectBenchmark {

    private static final int THREAD_SIZE = 50;
    private static final int FRAME_BYTES = 2 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private ReconnectBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int missed = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        int size = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000;
        TestHub hub = arguments[0].equals("h2") ? TestHub.onH2() : TestHub.onPostgres();
        hub.start();
        try {
            TestOrg org = hub.org().unlimited();
            List<TestBot> bots = IntStream.range(0, size)
                    .mapToObj(i -> org.adminBot("bot" + i))
                    .toList();
            List<String> threads = IntStream.range(0, size / THREAD_SIZE)
                    .mapToObj(i -> begin(bots.subList(i * THREAD_SIZE, (i + 1) * THREAD_SIZE)))
                    .toList();
            long start = start(bots.get(0));
            talk(bots, threads, missed);
            System.out.printf("%s: %d bots, each missed %d entries%n", arguments[0], size, missed);
            for (int round = 1; round <= 3; round++) {
                comeBack(hub.hub().port(), bots, start, round);
            }
        } finally {
            hub.stop();
        }
    }

    private static String begin(List<TestBot> members) {
        return members.get(0).openThread("benchmark", members.toArray(TestBot[]::new));
    }

    private static long start(TestBot bot) {
        try (HubSocket socket = bot.http().resume("since=latest")) {
            return socket.next("resume").path("position").asLong();
        }
    }

    private static void talk(List<TestBot> bots, List<String> threads, int messages) {
        IntStream.range(0, threads.size()).parallel().forEach(i -> {
            try (HubSocket socket = bots.get(i * THREAD_SIZE).connect()) {
                String thread = threads.get(i);
                for (int n = 0; n < messages; n++) {
                    socket.send(Fields.of(
                            "type",
                            "send_thread_message",
                            "ref",
                            n + 1,
                            "thread_id",
                            thread,
                            "content",
                            "x".repeat(80)));
                    if (n % 50 == 49 || n == messages - 1) {
                        awaitAck(socket, n + 1);
                    }
                }
            }
        });
    }

    private static void awaitAck(HubSocket socket, int ref) {
        int acked = 0;
        while (acked < ref) {
            acked = socket.next("ack").path("ref").asInt();
        }
    }

    private static void comeBack(int port, List<TestBot> bots, long start, int round) {
        List<String> tickets = bots.stream()
                .map(bot ->
                        bot.http().post("/api/ws-ticket").json().path("ticket").asString())
                .toList();
        ConnectionProvider sockets = ConnectionProvider.newConnection();
        AtomicInteger entries = new AtomicInteger();
        long began = System.nanoTime();
        List<Long> nanos = Flux.fromIterable(tickets)
                .flatMap(ticket -> replay(sockets, port, ticket, start, entries), tickets.size())
                .map(done -> System.nanoTime() - began)
                .collectList()
                .block(PATIENCE);
        long[] sorted = new ArrayList<>(nanos)
                .stream().mapToLong(Long::longValue).sorted().toArray();
        double all = sorted[sorted.length - 1] / 1e9;
        System.out.printf(
                Locale.ROOT,
                "round %d: all live after %.2f s (first %.2f, half %.2f), %d entries, %.0f/s%n",
                round,
                all,
                sorted[0] / 1e9,
                sorted[sorted.length / 2] / 1e9,
                entries.get(),
                entries.get() / all);
        if (Arrays.stream(sorted).count() != bots.size()) {
            throw new IllegalStateException("Only " + sorted.length + " came back");
        }
    }

    /** Emits once everything was received that the first frame promised. */
    private static Mono<Boolean> replay(
            ConnectionProvider sockets, int port, String ticket, long start, AtomicInteger entries) {
        return HttpClient.create(sockets)
                .websocket(WebsocketClientSpec.builder()
                        .maxFramePayloadLength(FRAME_BYTES)
                        .build())
                .uri("ws://127.0.0.1:" + port + "/ws?ticket=" + ticket + "&since=" + start)
                .handle((in, out) -> {
                    AtomicInteger left = new AtomicInteger(-1);
                    return in.receiveFrames()
                            .ofType(TextWebSocketFrame.class)
                            .map(frame ->
                                    left.get() < 0 ? expect(frame.text(), left) : received(frame.text(), left, entries))
                            .takeUntil(remaining -> remaining == 0)
                            .then(Mono.just(true));
                })
                .next();
    }

    private static int expect(String resume, AtomicInteger left) {
        left.set(Json.parse(resume).orElseThrow().path("count").asInt());
        return left.get();
    }

    /** Presence is no entry. */
    private static int received(String frame, AtomicInteger left, AtomicInteger entries) {
        if (!frame.contains("\"position\":")) {
            return left.get();
        }
        entries.incrementAndGet();
        return left.decrementAndGet();
    }
}
