package dev.parley.server.redis;

import dev.parley.server.cluster.NodeBus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;

/** Messages between nodes over {@link RedisChannels}. */
public final class RedisBus implements NodeBus {

    private static final Logger LOG = LoggerFactory.getLogger(RedisBus.class);

    private final Map<String, List<Consumer<byte[]>>> listeners = new ConcurrentHashMap<>();
    private final List<Runnable> returns = new CopyOnWriteArrayList<>();
    private final BusMetrics metrics;
    private final RedisChannels channels;

    /** Begins to connect; connections are closed with {@code redis}. */
    public RedisBus(Redis redis) {
        metrics = redis.metrics().bus(this::isConnected);
        channels = new RedisChannels(redis, new RedisChannels.Ears() {
            @Override
            public void heard(String channel, byte[] message) {
                tell(channel, message);
            }

            @Override
            public void returned() {
                returns.forEach(Runnable::run);
            }
        });
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

    @Override
    public void publish(String channel, byte[] message) {
        channels.publish(channel, message).whenComplete((receivers, error) -> {
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
            if (known == null) {
                channels.subscribe(name);
            }
            return all;
        });
        return () -> listeners.computeIfPresent(channel, (name, all) -> {
            if (!all.remove(listener) || !all.isEmpty()) {
                return all;
            }
            channels.unsubscribe(name);
            return null;
        });
    }

    @Override
    public void onReturn(Runnable action) {
        returns.add(action);
    }

    @Override
    public boolean isConnected() {
        return channels.isHearing();
    }

    /** Listens and speaks no more. */
    public void close() {
        channels.close();
        listeners.clear();
    }
}
