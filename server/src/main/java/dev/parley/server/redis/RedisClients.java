package dev.parley.server.redis;

import dev.parley.config.RedisUrl;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A client for one form of Redis. Once a connection is there it comes back by itself whenever it is lost. */
abstract class RedisClients {

    private static final long FIRST_DELAY_MILLIS = 50;
    private static final long LONGEST_DELAY_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AbstractRedisClient client;
    private final ClientResources resources;

    private RedisClients(AbstractRedisClient client, ClientResources resources) {
        this.client = client;
        this.resources = resources;
    }

    static RedisClients of(RedisUrl url) {
        ClientResources resources = ClientResources.builder()
                .reconnectDelay(
                        () -> Delay.exponential(FIRST_DELAY_MILLIS, LONGEST_DELAY_MILLIS, TimeUnit.MILLISECONDS, 2))
                .build();
        return url.form() == RedisUrl.Form.CLUSTER ? new Cluster(url, resources) : new Single(url, resources);
    }

    /** A connection for commands. */
    abstract Mono<Commands> connect();

    /** Connections for channels. */
    abstract Mono<ChannelServers> connectForChannels();

    /** What commands are given to, and what answers when every part of Redis does. */
    record Commands(RedisClusterReactiveCommands<String, String> commands, Mono<?> ping) {}

    final Mono<Void> close() {
        return Mono.fromFuture(() -> client.shutdownAsync(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .then(Mono.fromRunnable(() -> resources.shutdown(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)));
    }

    /** One server, which sentinels may have to be asked for whenever the connection is opened. */
    private static final class Single extends RedisClients {

        private final RedisClient client;
        private final RedisUrl url;

        Single(RedisUrl url, ClientResources resources) {
            this(url, resources, RedisClient.create(resources));
        }

        private Single(RedisUrl url, ClientResources resources, RedisClient client) {
            super(client, resources);
            this.client = client;
            this.url = url;
            client.setOptions(RedisAddress.options(url));
        }

        @Override
        Mono<Commands> connect() {
            return Mono.fromCompletionStage(() -> client.connectAsync(StringCodec.UTF8, RedisAddress.of(url)))
                    .map(StatefulRedisConnection::reactive)
                    .map(commands -> new Commands(commands, commands.ping()));
        }

        @Override
        Mono<ChannelServers> connectForChannels() {
            return Mono.zip(
                    Mono.fromCompletionStage(() -> client.connectAsync(ChannelServers.CODEC, RedisAddress.of(url))),
                    Mono.fromCompletionStage(
                            () -> client.connectPubSubAsync(ChannelServers.CODEC, RedisAddress.of(url))),
                    SingleChannelServer::new);
        }
    }

    private static final class Cluster extends RedisClients {

        private final RedisClusterClient client;

        Cluster(RedisUrl url, ClientResources resources) {
            this(url, resources, RedisClusterClient.create(resources, RedisAddress.nodes(url)));
        }

        private Cluster(RedisUrl url, ClientResources resources, RedisClusterClient client) {
            super(client, resources);
            this.client = client;
            client.setOptions(RedisAddress.clusterOptions(url));
        }

        @Override
        Mono<Commands> connect() {
            return Mono.fromCompletionStage(client::refreshPartitionsAsync)
                    .then(Mono.fromFuture(() -> client.connectAsync(StringCodec.UTF8)))
                    .map(connection -> new Commands(connection.reactive(), pingAll(connection)));
        }

        /** As Redis itself has it by default: a cluster that lacks a part is away. */
        private static Mono<?> pingAll(StatefulRedisClusterConnection<String, String> connection) {
            return Flux.defer(() -> Flux.fromIterable(connection.getPartitions()))
                    .filter(node ->
                            node.getRole().isUpstream() && !node.getSlots().isEmpty())
                    .map(RedisClusterNode::getUri)
                    // By address, as the commands find it: by id there would be another connection to it.
                    .concatMap(uri -> Mono.fromFuture(() -> connection.getConnectionAsync(uri.getHost(), uri.getPort()))
                            .flatMap(one -> one.reactive().ping()))
                    .then(Mono.just(true));
        }

        @Override
        Mono<ChannelServers> connectForChannels() {
            return Mono.fromCompletionStage(client::refreshPartitionsAsync)
                    .then(Mono.zip(
                            Mono.fromFuture(() -> client.connectAsync(ChannelServers.CODEC)),
                            Mono.fromFuture(() -> client.connectPubSubAsync(ChannelServers.CODEC)),
                            (voice, ears) -> new ClusterChannelServers(client, voice, ears)));
        }
    }
}
