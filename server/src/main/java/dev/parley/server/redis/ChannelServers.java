package dev.parley.server.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/** The servers that channels are at: one, or in a cluster for each channel the one that has keys of its name. */
interface ChannelServers {

    RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    /** Gives a message to the server; messages of a channel keep their order. */
    CompletionStage<Long> publish(String channel, byte[] message);

    /** What the server is called that has a channel now. */
    String serverOf(String channel);

    /** A connection to hear at, the same each time as long as the server is there. */
    Mono<StatefulRedisPubSubConnection<String, byte[]>> connection(String server);

    /** Completes, on the thread of the connection, as soon as the channel is heard. */
    CompletionStage<Void> subscribe(StatefulRedisPubSubConnection<String, byte[]> connection, List<String> channels);

    /** How many channels can be named in one {@link #subscribe}. */
    int atOnce();

    /** Should it fail, then because the connection broke. */
    void unsubscribe(StatefulRedisPubSubConnection<String, byte[]> connection, String channel);

    /** Finds out where channels are, as one was not where it was. */
    Mono<Void> lookAgain();
}
