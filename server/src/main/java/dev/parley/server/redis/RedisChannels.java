package dev.parley.server.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Channels of Redis, heard at whichever server has them. It compares what should be heard with what is, twice a second and
 * whenever something changes, and makes up for the difference: so it does not matter why a channel was lost.
 */
final class RedisChannels {

    private static final Logger LOG = LoggerFactory.getLogger(RedisChannels.class);
    private static final Duration PERIOD = Duration.ofMillis(500);

    /** For a round, in which nothing takes longer than a connection's timeouts. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Subscriptions of one server that wait for its answer. */
    private static final int PIPELINED = 200;

    /** Is told what happens to channels, on threads of connections: it must be quick. */
    interface Ears {
        void heard(String channel, byte[] message);

        /** Messages may have been lost, and are not any more. */
        void returned();
    }

    private final Redis redis;
    private final Ears ears;
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();

    /** The server at which a channel is heard. */
    private final Map<String, String> heardAt = new ConcurrentHashMap<>();

    private final Map<String, StatefulRedisPubSubConnection<String, byte[]>> connections = new ConcurrentHashMap<>();
    private final Sinks.Many<Long> changes = Sinks.many().multicast().directBestEffort();
    private final Disposable rounds;

    /** How often messages may have been lost, and how many of these are over. At the beginning nothing is heard. */
    private final AtomicInteger losses = new AtomicInteger(1);

    private volatile int healed;
    private volatile boolean answering = true;

    /** Null until there was a first connection. */
    private volatile ChannelServers servers;

    RedisChannels(Redis redis, Ears ears) {
        this.redis = redis;
        this.ears = ears;
        // Nobody waits for it: it goes on until the channels are closed.
        this.rounds = Flux.merge(Flux.interval(Duration.ZERO, PERIOD), changes.asFlux())
                .onBackpressureLatest()
                .publishOn(Schedulers.parallel(), 1)
                .concatMap(tick -> round(), 1)
                .subscribe(nothing -> {}, bug -> LOG.error("nodes do not hear each other; this is a bug", bug));
    }

    /** Hears a channel from some moment soon after this on. */
    void subscribe(String channel) {
        wanted.add(channel);
        changed();
    }

    void unsubscribe(String channel) {
        wanted.remove(channel);
        String server = heardAt.remove(channel);
        if (server != null) {
            leave(server, channel);
        }
    }

    private void leave(String server, String channel) {
        StatefulRedisPubSubConnection<String, byte[]> connection = connections.get(server);
        if (connection != null) {
            servers.unsubscribe(connection, channel);
        }
    }

    /** Gives a message to Redis, or fails at once. */
    CompletionStage<Long> publish(String channel, byte[] message) {
        ChannelServers connected = servers;
        return connected == null
                ? CompletableFuture.failedFuture(new IllegalStateException("There was no connection yet"))
                : connected.publish(channel, message);
    }

    /** Whether all channels are heard that were when nothing was lost. */
    boolean isHearing() {
        return healed == losses.get() && redis.isAnswering();
    }

    private void changed() {
        // Should another thread say so at this very moment, the next round is soon all the same.
        changes.tryEmitNext(0L);
    }

    private Mono<Void> round() {
        return Mono.defer(() -> {
            noteAnswering();
            int seen = losses.get();
            return connected()
                    .then(hearMissing())
                    .timeout(PATIENCE)
                    .doOnSuccess(done -> heal(seen))
                    .onErrorResume(error -> {
                        lost();
                        LOG.debug("channels of Redis are not heard yet", error);
                        return servers == null
                                ? Mono.empty()
                                : servers.lookAgain().onErrorComplete();
                    });
        });
    }

    /** While Redis does not answer, nodes cannot speak, and no connection tells. */
    private void noteAnswering() {
        boolean now = redis.isAnswering();
        if (answering && !now) {
            lost();
        }
        answering = now;
    }

    private Mono<Void> connected() {
        return servers != null
                ? Mono.empty()
                : redis.clients()
                        .connectForChannels()
                        .doOnNext(connected -> servers = connected)
                        .then();
    }

    private Mono<Void> hearMissing() {
        return Mono.defer(() -> {
            Map<String, List<String>> missing = wanted.stream()
                    .filter(channel -> !servers.serverOf(channel).equals(heardAt.get(channel)))
                    .collect(Collectors.groupingBy(servers::serverOf));
            return Flux.fromIterable(missing.entrySet())
                    .concatMap(entry -> hear(entry.getKey(), entry.getValue()))
                    .then();
        });
    }

    private Mono<Void> hear(String server, List<String> channels) {
        return servers.connection(server)
                .doOnNext(connection -> listenAt(server, connection))
                .flatMapMany(connection -> Flux.fromIterable(channels)
                        .buffer(servers.atOnce())
                        .flatMap(some -> hear(server, connection, some), PIPELINED))
                .then();
    }

    private Mono<Void> hear(
            String server, StatefulRedisPubSubConnection<String, byte[]> connection, List<String> channels) {
        return Mono.fromCompletionStage(() -> servers.subscribe(connection, channels)
                .thenRun(() -> channels.forEach(channel -> hears(channel, server))));
    }

    /** On the thread of the connection, so before it can tell that it is lost. */
    private void hears(String channel, String server) {
        heardAt.put(channel, server);
        if (!wanted.contains(channel) && heardAt.remove(channel, server)) {
            leave(server, channel);
        }
    }

    private void listenAt(String server, StatefulRedisPubSubConnection<String, byte[]> connection) {
        if (connections.put(server, connection) == connection) {
            return;
        }
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, byte[] message) {
                ears.heard(channel, message);
            }

            @Override
            public void smessage(String channel, byte[] message) {
                ears.heard(channel, message);
            }

            @Override
            public void sunsubscribed(String channel, long count) {
                moved(channel, server);
            }
        });
        connection.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisConnected(RedisChannelHandler<?, ?> handler, SocketAddress address) {
                changed();
            }

            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
                heardAt.values().removeIf(server::equals);
                lost();
            }
        });
    }

    /** The server ended it, as it does when the channel goes to another one; what was asked for is no longer in the map. */
    private void moved(String channel, String server) {
        if (heardAt.remove(channel, server)) {
            lost();
            changed();
        }
    }

    private void lost() {
        losses.incrementAndGet();
    }

    private void heal(int seen) {
        if (answering && healed != seen && losses.get() == seen) {
            healed = seen;
            ears.returned();
        }
    }

    /** Hears nothing more. */
    void close() {
        rounds.dispose();
        wanted.clear();
    }
}
