package dev.parley.server.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/** One server, to which one connection speaks and another one hears. */
record SingleChannelServer(
        StatefulRedisConnection<String, byte[]> voice, StatefulRedisPubSubConnection<String, byte[]> ears)
        implements ChannelServers {

    @Override
    public CompletionStage<Long> publish(String channel, byte[] message) {
        return voice.async().publish(channel, message);
    }

    @Override
    public String serverOf(String channel) {
        return "";
    }

    @Override
    public Mono<StatefulRedisPubSubConnection<String, byte[]>> connection(String server) {
        return Mono.just(ears);
    }

    @Override
    public CompletionStage<Void> subscribe(
            StatefulRedisPubSubConnection<String, byte[]> connection, List<String> channels) {
        return connection.async().subscribe(channels.toArray(String[]::new));
    }

    @Override
    public int atOnce() {
        return 500;
    }

    @Override
    public void unsubscribe(StatefulRedisPubSubConnection<String, byte[]> connection, String channel) {
        connection.async().unsubscribe(channel);
    }

    /** The connections find it themselves. */
    @Override
    public Mono<Void> lookAgain() {
        return Mono.empty();
    }
}
