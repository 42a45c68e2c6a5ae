package dev.parley.server.limit;

import static dev.parley.server.limit.RateLimits.Kind.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.RedisServer;
import dev.parley.protocol.BotId;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.redis.Redis;
import dev.parley.server.testing.Redises;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class SharedRateLimitsTest {

    private final OrgId org = OrgId.next();
    private final BotId bot = BotId.next();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void aNodeCountsForItselfWhileRedisIsAway() {
        try (RedisServer server = RedisServer.start()) {
            Redis redis = Redises.open(server.url(), registry);
            RateLimits one = limits(redis);
            RateLimits other = limits(redis);
            allowed(one);
            refused(other);

            server.kill();
            Redises.await(redis, false);
            allowed(one);
            refused(one);
            allowed(other);
            assertThat(registry.get("parley.redis.fallbacks")
                            .tag("of", "rate limits")
                            .counter()
                            .count())
                    .isEqualTo(3);

            server.restart();
            Redises.await(redis, true);
            allowed(other);
            refused(one);
            redis.close().block();
        }
    }

    private static RateLimits limits(Redis redis) {
        return RateLimits.shared(org -> Mono.just(new Limits(1, 1)), redis, Clock.systemUTC());
    }

    private void allowed(RateLimits limits) {
        StepVerifier.create(limits.acquire(org, bot, THREAD)).verifyComplete();
    }

    private void refused(RateLimits limits) {
        StepVerifier.create(limits.acquire(org, bot, THREAD)).verifyError(HubException.class);
    }
}
