package dev.parley.persistence.session;

import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Leads to Redis, be it one server or a cluster, whenever it is there. */
public interface RedisCalls {

    /**
     * Gives commands to Redis and tells their outcome. Each is answered within a second or fails; {@code UNAVAILABLE} when
     * Redis is away, and then at once.
     */
    <T> Mono<T> call(Function<RedisClusterReactiveCommands<String, String>, Mono<T>> work);
}
