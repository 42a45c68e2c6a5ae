package dev.parley.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.RedisCluster;
import dev.parley.persistence.testing.RedisServer;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.Redises;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedisChannelsTest {

    private static final List<String> CHANNELS =
            IntStream.range(0, 20).mapToObj(i -> "parley:{" + i + "}").toList();

    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final AtomicInteger returns = new AtomicInteger();

    @Test
    void aServersMessagesAreHeardInOrderUntilNobodyListens() {
        try (RedisServer server = RedisServer.start()) {
            with(server.url(), this::areHeardInOrder);
        }
    }

    @Test
    void aClustersMessagesAreHeardInOrderUntilNobodyListens() {
        try (RedisCluster cluster = RedisCluster.start()) {
            with(cluster.url(), this::areHeardInOrder);
        }
    }

    @Test
    void whoListenedToAServerThatWasKilledHearsItAgain() {
        try (RedisServer server = RedisServer.start()) {
            with(server.url(), channels -> isHeardAgain(channels, server));
        }
    }

    @Test
    void whoListenedToAClusterHearsANodeOfItAgain() {
        try (RedisCluster cluster = RedisCluster.start()) {
            with(cluster.url(), channels -> isHeardAgain(channels, cluster.node(1)));
        }
    }

    @Test
    void aServerThatWasFrozenMayHaveLostMessages() {
        try (RedisServer server = RedisServer.start()) {
            with(server.url(), channels -> {
                server.freeze();
                Eventually.get(channels::isHearing, hearing -> !hearing);
                server.thaw();
                Eventually.get(returns::get, count -> count == 2);
                assertThat(channels.isHearing()).isTrue();
            });
        }
    }

    @Test
    void aChannelThatMovesWithinTheClusterIsHeardWhereItIs() {
        try (RedisCluster cluster = RedisCluster.start()) {
            with(cluster.url(), channels -> {
                String channel = CHANNELS.get(0);
                int slot = SlotHash.getSlot(channel);
                int to = slot < 8_000 ? 2 : 0;
                for (int node : new int[] {to, 0, 1, 2}) {
                    onNode(cluster, node, it -> it.sync().clusterSetSlotNode(slot, RedisCluster.id(to)));
                }
                Eventually.get(returns::get, count -> count == 2);

                say(channels, channel, "there");
                Eventually.get(() -> List.copyOf(heard), all -> all.contains(channel + " there"));
            });
        }
    }

    private void areHeardInOrder(RedisChannels channels) {
        for (int i = 0; i < 50; i++) {
            for (String channel : CHANNELS) {
                say(channels, channel, Integer.toString(i));
            }
        }
        Eventually.get(heard::size, size -> size == 50 * CHANNELS.size());
        for (String channel : CHANNELS) {
            assertThat(heard.stream().filter(text -> text.startsWith(channel + " ")))
                    .containsExactlyElementsOf(IntStream.range(0, 50)
                            .mapToObj(i -> channel + " " + i)
                            .toList());
        }
        heard.clear();
        channels.unsubscribe(CHANNELS.get(0));
        Eventually.get(() -> say(channels, CHANNELS.get(0), "nobody"), receivers -> receivers == 0);
        assertThat(returns).as("nothing was lost").hasValue(1);
    }

    private void isHeardAgain(RedisChannels channels, RedisServer server) {
        server.kill();
        Eventually.get(channels::isHearing, hearing -> !hearing);
        server.restart();
        Eventually.get(channels::isHearing, hearing -> hearing);

        assertThat(returns.get()).isGreaterThan(1);
        heard.clear();
        CHANNELS.forEach(channel -> Eventually.get(() -> say(channels, channel, "again"), receivers -> receivers == 1));
        Eventually.get(heard::size, size -> size == CHANNELS.size());
    }

    /** How many heard it; less than nobody when it could not be said. */
    private static long say(RedisChannels channels, String channel, String text) {
        return channels.publish(channel, text.getBytes(StandardCharsets.UTF_8))
                .exceptionally(error -> -1L)
                .toCompletableFuture()
                .join();
    }

    /** With channels of which all are heard. */
    private void with(String url, Consumer<RedisChannels> test) {
        Redis redis = Redises.open(url, new SimpleMeterRegistry());
        RedisChannels channels = new RedisChannels(redis, new Recorded());
        CHANNELS.forEach(channels::subscribe);
        try {
            CHANNELS.forEach(
                    channel -> Eventually.get(() -> say(channels, channel, "first"), receivers -> receivers == 1));
            Eventually.get(channels::isHearing, hearing -> hearing);
            Eventually.get(heard::size, size -> size == CHANNELS.size());
            heard.clear();
            test.accept(channels);
        } finally {
            channels.close();
            redis.close().block();
        }
    }

    private static void onNode(
            RedisCluster cluster, int node, Consumer<StatefulRedisConnection<String, String>> action) {
        try (RedisClient client = RedisClient.create(cluster.node(node).url());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            action.accept(connection);
        }
    }

    private final class Recorded implements RedisChannels.Ears {
        @Override
        public void heard(String channel, byte[] message) {
            heard.add(channel + " " + new String(message, StandardCharsets.UTF_8));
        }

        @Override
        public void returned() {
            returns.incrementAndGet();
        }
    }
}
