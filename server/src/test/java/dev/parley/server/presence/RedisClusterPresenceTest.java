package dev.parley.server.presence;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestRedis;
import dev.parley.server.cluster.NodeBus;
import dev.parley.server.redis.Redis;
import dev.parley.server.redis.RedisBus;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.Redises;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;

/** Presence over a real Redis, whose messages some nodes do not get, and a real PostgreSQL. */
class RedisClusterPresenceTest extends ClusterPresenceContract {

    @RegisterExtension
    static final TestDatabase POSTGRES = TestDatabase.postgres();

    private final Map<PresenceNode, Lossy> buses = new HashMap<>();

    @AfterEach
    @Override
    void stop() {
        super.stop();
        buses.values().forEach(bus -> bus.redis.close().block());
    }

    @Override
    Database database() {
        return POSTGRES.database();
    }

    @Override
    void deaf(PresenceNode node, boolean isDeaf) {
        settle();
        buses.get(node).deaf = isDeaf;
    }

    @Override
    PresenceNode join() {
        Lossy bus = new Lossy(Redises.open(TestRedis.url(), new SimpleMeterRegistry()));
        PresenceNode node = new PresenceNode(database(), bus, clock);
        Eventually.get(bus::isConnected, connected -> connected);
        buses.put(node, bus);
        return node;
    }

    /** All that a node said has arrived everywhere when what it says next has: each says something. */
    @Override
    void settle() {
        buses.values().forEach(speaker -> {
            CountDownLatch heard = new CountDownLatch(buses.size());
            String word = UUID.randomUUID().toString();
            buses.values().forEach(bus -> bus.waitFor(word, heard));
            speaker.publish(Lossy.WORDS, word.getBytes(StandardCharsets.UTF_8));
            await(heard);
        });
    }

    private static void await(CountDownLatch heard) {
        try {
            if (!heard.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("A message was lost by Redis itself");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A bus that loses what the test wants. */
    private static final class Lossy implements NodeBus {

        static final String WORDS = "words of a test";

        private final Map<String, CountDownLatch> awaited = new ConcurrentHashMap<>();
        private final Redis redis;
        private final RedisBus bus;
        private volatile boolean deaf;

        Lossy(Redis redis) {
            this.redis = redis;
            this.bus = new RedisBus(redis);
            bus.listen(WORDS, word -> heard(new String(word, StandardCharsets.UTF_8)));
        }

        void waitFor(String word, CountDownLatch latch) {
            awaited.put(word, latch);
        }

        private void heard(String word) {
            CountDownLatch latch = awaited.remove(word);
            if (latch != null) {
                latch.countDown();
            }
        }

        @Override
        public void publish(String channel, byte[] message) {
            bus.publish(channel, message);
        }

        @Override
        public Disposable listen(String channel, Consumer<byte[]> listener) {
            return bus.listen(channel, message -> {
                if (!deaf) {
                    listener.accept(message);
                }
            });
        }

        @Override
        public void onReturn(Runnable action) {
            bus.onReturn(action);
        }

        @Override
        public boolean isConnected() {
            return bus.isConnected();
        }
    }
}
