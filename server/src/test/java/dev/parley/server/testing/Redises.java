package dev.parley.server.testing;

import dev.parley.config.RedisUrl;
import dev.parley.config.Settings;
import dev.parley.server.redis.Redis;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;

/** Ways to Redis for tests. */
public final class Redises {

    private Redises() {}

    /** A URL as an operator would set it. */
    public static RedisUrl url(String text) {
        return Settings.from(Map.of("DEV_MODE", "true", "REDIS_URL", text))
                .redis()
                .orElseThrow();
    }

    /** Opens it and waits until it answers. */
    public static Redis open(String url, MeterRegistry registry) {
        Redis redis = Redis.open(url(url), registry);
        await(redis, true);
        return redis;
    }

    /** Waits until this process has noticed that Redis answers, or does not. */
    public static void await(Redis redis, boolean answering) {
        Eventually.get(redis::isAnswering, now -> now == answering);
    }
}
