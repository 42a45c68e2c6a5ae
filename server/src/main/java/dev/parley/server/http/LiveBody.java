package dev.parley.server.http;

import io.netty.channel.Channel;
import reactor.core.publisher.Mono;

/** A body without an end of its own: whoever keeps the connection writes to it, once the head of the answer has gone. */
@FunctionalInterface
public interface LiveBody {

    /** Completes when the body ends. {@code channel} takes buffers and makes chunks of them. */
    Mono<Void> writeTo(Channel channel);
}
