package dev.parley.server.cluster;

import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.process.TestCluster;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestOrg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Direct messages and a thread over 1, 2 and 3 nodes on one machine: how many a second, and how long from sending to arrival
 * where both are on one node and where they are on two. Everything shares the machine's cores, its clients included.
 *
 * <p>Arguments: pairs, participants of the thread, seconds of each measurement. Needs {@code -Dparley.jar=}.
 */
final class ClusterBenchmark {

    private static final int MOST_NODES = 3;
    /** Every node compiles for itself, all on the same cores: with 5 s three nodes show a third of what they do. */
    private static final int WARM_UP_SECONDS = 60;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final TestCluster cluster;
    private final int nodes;
    private final TestOrg org;

    private ClusterBenchmark(TestCluster cluster, int nodes) {
        this.cluster = cluster;
        this.nodes = nodes;
        org = TestOrg.create(cluster.client(0), TestCluster.ADMIN_SECRET, "benchmark")
                .unlimited();
    }

    public static void main(String... arguments) throws IOException {
        int pairs = Integer.parseInt(arguments[0]);
        int participants = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        System.out.printf(
                "ClusterBenchmark %s, %d cores, Java %s%n",
                String.join(" ", arguments),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"));
        for (int nodes = 1; nodes <= MOST_NODES; nodes++) {
            Path directory = Files.createTempDirectory("parley-cluster");
            try (TestCluster cluster = new TestCluster(directory, nodes)) {
                ClusterBenchmark benchmark = new ClusterBenchmark(cluster, nodes);
                benchmark.messages(pairs, 0, WARM_UP_SECONDS);
                System.out.printf("%d nodes, same node:  %s%n", nodes, benchmark.messages(pairs, 0, seconds));
                if (nodes > 1) {
                    System.out.printf("%d nodes, cross node: %s%n", nodes, benchmark.messages(pairs, 1, seconds));
                }
                System.out.printf("%d nodes, thread:     %s%n", nodes, benchmark.thread(participants, seconds));
                benchmark.threads.shutdownNow();
            }
        }
        System.exit(0);
    }

    private HubSocket connect(TestBot bot, int node) {
        return cluster.client(node % nodes).withToken(bot.token()).connect();
    }

    /** Pairs of bots, of which one sends and the other one is {@code distance} nodes away; one message under way in each. */
    private Result messages(int pairs, int distance, int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<CompletableFuture<List<Long>>> running = IntStream.range(0, pairs)
                .mapToObj(pair -> {
                    TestBot sender = org.bot("sender-" + pair + "-" + end);
                    TestBot receiver = org.bot("receiver-" + pair + "-" + end);
                    HubSocket from = connect(sender, pair);
                    HubSocket to = connect(receiver, pair + distance);
                    return CompletableFuture.supplyAsync(() -> exchange(receiver, from, to, end), threads);
                })
                .toList();
        return Result.of(running.stream().flatMap(pair -> pair.join().stream()).toList(), seconds);
    }

    private static List<Long> exchange(TestBot receiver, HubSocket from, HubSocket to, long end) {
        List<Long> micros = new ArrayList<>();
        try (from;
                to) {
            while (System.nanoTime() < end) {
                long begin = System.nanoTime();
                from.send(Fields.of("type", "send_dm", "ref", 1, "to", receiver.id(), "content", "hello"));
                to.next("message");
                micros.add((System.nanoTime() - begin) / 1_000);
                from.next("ack");
            }
        }
        return micros;
    }

    /** One message after the other in a thread whose participants are on all nodes in turn: until everybody has it. */
    private Result thread(int participants, int seconds) {
        List<TestBot> bots = IntStream.range(0, participants)
                .mapToObj(i -> org.bot("participant-" + i))
                .toList();
        String thread =
                bots.get(0).openThread("benchmark", bots.stream().skip(1).toArray(TestBot[]::new));
        List<HubSocket> sockets = IntStream.range(0, participants)
                .mapToObj(i -> connect(bots.get(i), i))
                .toList();
        List<Long> micros = new ArrayList<>();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            sockets.get(0).send(Fields.of("type", "send_thread_message", "thread_id", thread, "content", "hello"));
            sockets.forEach(socket -> socket.next("thread_message"));
            micros.add((System.nanoTime() - begin) / 1_000);
        }
        sockets.forEach(HubSocket::close);
        return Result.of(micros, seconds);
    }

    /** Messages a second, and how long they took. */
    private record Result(double perSecond, double p50Millis, double p99Millis) {

        static Result of(List<Long> micros, int seconds) {
            long[] sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
            return new Result((double) sorted.length / seconds, percentile(sorted, 50), percentile(sorted, 99));
        }

        private static double percentile(long[] sorted, int percent) {
            return sorted.length == 0 ? Double.NaN : sorted[(sorted.length - 1) * percent / 100] / 1_000.0;
        }

        @Override
        public String toString() {
            return "%.0f/s, p50 %.1f ms, p99 %.1f ms".formatted(perSecond, p50Millis, p99Millis);
        }
    }
}
