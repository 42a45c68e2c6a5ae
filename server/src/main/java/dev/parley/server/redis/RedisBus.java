package dev.parley.server.redis;

import dev.parley.server.cluster.NodeBus;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Messages between nodes over Redis' channels: one connection hears, another one speaks. Both come back by themselves. */
public final class RedisBus implements NodeBus {

    private static final Logger LOG = LoggerFactory.getLogger(RedisBus.class);
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Channels that are named in one command. */
    private static final int AT_ONCE = 500;

    private final Map<String, List<Consumer<byte[]>>> listeners = new ConcurrentHashMap<>();
    private final List<Runnable> returns = new CopyOnWriteArrayList<>();
    private final Redis redis;
    private final BusMetrics metrics;
    private final Disposable connecting;

    /** Null until there was a first connection. */
    private volatile StatefulRedisPubSubConnection<String, byte[]> ears;

    private volatile StatefulRedisPubSubConnection<String, byte[]> voice;
    private volatile boolean hearing;

    /** Begins to connect; both connections are closed with {@code redis}. */
    public RedisBus(Redis redis) {
        this.redis = redis;
        metrics = redis.metrics().bus(this::isConnected);
        Mono<StatefulRedisPubSubConnection<String, byte[]>> connection = Mono.defer(
                        () -> redis.clients().connectForChannels(CODEC))
                .<StatefulRedisPubSubConnection<String, byte[]>>map(open -> open)
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RETRY));
        // Nobody waits for it: it goes on until there are two connections, or the bus is closed.
        connecting = connection
                .doOnNext(speaks -> voice = speaks)
                .then(connection)
                .subscribe(this::hear, bug -> LOG.error("nodes do not hear each other; this is a bug", bug));
    }

    private void hear(StatefulRedisPubSubConnection<String, byte[]> connection) {
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, byte[] message) {
                tell(channel, message);
            }
        });
        connection.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisConnected(RedisChannelHandler<?, ?> handler, SocketAddress address) {
                listenAgain();
            }

            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
                hearing = false;
            }
        });
        ears = connection;
        listenAgain();
    }

    private void tell(String channel, byte[] message) {
        metrics.heard();
        for (Consumer<byte[]> listener : listeners.getOrDefault(channel, List.of())) {
            try {
                listener.accept(message);
            } catch (RuntimeException e) {
                LOG.error("a message on {} could not be handled; this is a bug", channel, e);
            }
        }
    }

    /** Whatever the connection remembers of its channels; what was said meanwhile is lost. */
    private void listenAgain() {
        // Nobody waits for it: it ends when Redis has heard, or with the connection, and then there is another one.
        Flux.fromIterable(List.copyOf(listeners.keySet()))
                .buffer(AT_ONCE)
                .concatMap(this::subscribe)
                .then()
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RETRY).filter(error -> ears.isOpen()))
                .subscribe(nothing -> {}, error -> LOG.debug("Redis is away again", error), this::returned);
    }

    private void returned() {
        hearing = true;
        returns.forEach(Runnable::run);
    }

    private Mono<Void> subscribe(Collection<String> channels) {
        return Mono.fromCompletionStage(() -> ears.async().subscribe(channels.toArray(String[]::new)));
    }

    @Override
    public void publish(String channel, byte[] message) {
        StatefulRedisPubSubConnection<String, byte[]> connection = voice;
        if (connection == null || !connection.isOpen()) {
            metrics.dropped();
            return;
        }
        connection.async().publish(channel, message).whenComplete((receivers, error) -> {
            if (error == null) {
                metrics.said();
            } else {
                metrics.dropped();
            }
        });
    }

    @Override
    public Disposable listen(String channel, Consumer<byte[]> listener) {
        listeners.compute(channel, (name, known) -> {
            List<Consumer<byte[]>> all = known == null ? new CopyOnWriteArrayList<>() : known;
            all.add(listener);
            if (known == null && ears != null) {
                begin(name);
            }
            return all;
        });
        return () -> listeners.computeIfPresent(channel, (name, all) -> {
            if (!all.remove(listener) || !all.isEmpty()) {
                return all;
            }
            if (ears != null) {
                ears.async().unsubscribe(name);
            }
            return null;
        });
    }

    /** Nobody waits for it: what is said before is read elsewhere. */
    private void begin(String channel) {
        subscribe(List.of(channel))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RETRY).filter(error -> listeners.containsKey(channel)))
                .subscribe(nothing -> {}, error -> LOG.debug("nobody listens to {} any more", channel, error));
    }

    @Override
    public void onReturn(Runnable action) {
        returns.add(action);
    }

    @Override
    public boolean isConnected() {
        return hearing && redis.isAnswering();
    }

    /** Listens and speaks no more. */
    public void close() {
        connecting.dispose();
        listeners.clear();
    }
}
