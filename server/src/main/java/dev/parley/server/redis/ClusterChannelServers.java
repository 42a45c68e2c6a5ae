package dev.parley.server.redis;

import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.pubsub.StatefulRedisClusterPubSubConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/**
 * The nodes of a cluster, Redis 7 or later: a message goes to the node of its channel and to nobody else, so channels spread
 * over the nodes as keys do.
 */
record ClusterChannelServers(
        RedisClusterClient client,
        StatefulRedisClusterConnection<String, byte[]> voice,
        StatefulRedisClusterPubSubConnection<String, byte[]> ears)
        implements ChannelServers {

    @Override
    public CompletionStage<Long> publish(String channel, byte[] message) {
        return voice.async().spublish(channel, message);
    }

    @Override
    public String serverOf(String channel) {
        RedisClusterNode node = client.getPartitions().getMasterBySlot(SlotHash.getSlot(channel));
        return node == null ? "" : node.getNodeId();
    }

    @Override
    public Mono<StatefulRedisPubSubConnection<String, byte[]>> connection(String server) {
        return Mono.fromFuture(() -> ears.getConnectionAsync(server));
    }

    /** One at a time, as channels of one command would have to be in one slot. */
    @Override
    public CompletionStage<Void> subscribe(
            StatefulRedisPubSubConnection<String, byte[]> connection, List<String> channels) {
        return connection.async().ssubscribe(channels.get(0));
    }

    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public void unsubscribe(StatefulRedisPubSubConnection<String, byte[]> connection, String channel) {
        connection.async().sunsubscribe(channel);
    }

    @Override
    public Mono<Void> lookAgain() {
        return Mono.fromCompletionStage(client::refreshPartitionsAsync);
    }
}
