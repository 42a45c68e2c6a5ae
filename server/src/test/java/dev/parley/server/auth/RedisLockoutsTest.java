package dev.parley.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.RedisServer;
import dev.parley.persistence.testing.TestRedis;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.server.auth.Lockouts.Watch;
import dev.parley.server.redis.Redis;
import dev.parley.server.testing.Redises;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class RedisLockoutsTest extends LockoutsContract {

    private static final String RUN = UUID.randomUUID().toString();

    private static Redis redis;

    private final Watch two = new Watch("logins", RUN, "bot", 2, Duration.ofMinutes(15));

    @BeforeAll
    static void open() {
        redis = Redises.open(TestRedis.url(), new SimpleMeterRegistry());
    }

    @AfterAll
    static void close() {
        redis.close().block();
    }

    @Override
    FailureCounts counts() {
        return new RedisFailureCounts(redis, () -> Long.toString(clock.millis()));
    }

    @Test
    void allNodesCountTogetherByTheTimeOfRedis() {
        Watch watch = new Watch("logins", RUN, "together", 50, Duration.ofMinutes(15));
        Lockouts one = Lockouts.shared(redis, Clock.systemUTC());
        Lockouts other = Lockouts.shared(redis, Clock.systemUTC());

        List<ErrorCode> told = Flux.range(0, 300)
                .flatMap(i -> guess(i % 2 == 0 ? one : other, watch), 64)
                .collectList()
                .block();

        assertThat(told).filteredOn(ErrorCode.INVALID_TOKEN::equals).hasSize(50);
        assertThat(told).filteredOn(ErrorCode.RATE_LIMITED::equals).hasSize(250);
    }

    @Test
    void aKeyGoesWhenItIsForgotten() {
        guess(Lockouts.shared(redis, Clock.systemUTC()), two).block();

        assertThat(redis.call(commands -> commands.pttl(RedisFailureCounts.key(two)))
                        .block())
                .isBetween(
                        Duration.ofMinutes(29).toMillis(),
                        Duration.ofMinutes(30).toMillis());
    }

    @Test
    void aNodeCountsForItselfWhileRedisIsAway() {
        try (RedisServer server = RedisServer.start()) {
            Redis other = Redises.open(server.url(), new SimpleMeterRegistry());
            Lockouts lockouts = Lockouts.shared(other, Clock.systemUTC());
            server.kill();
            Redises.await(other, false);

            assertThat(guess(lockouts, two).repeat(2).collectList().block())
                    .containsExactly(ErrorCode.INVALID_TOKEN, ErrorCode.INVALID_TOKEN, ErrorCode.RATE_LIMITED);

            server.restart();
            Redises.await(other, true);
            assertThat(guess(lockouts, two).block()).isEqualTo(ErrorCode.INVALID_TOKEN);
            other.close().block();
        }
    }

    private static Mono<ErrorCode> guess(Lockouts lockouts, Watch watch) {
        return lockouts.guard(
                        List.of(watch),
                        Mono.<ErrorCode>error(() -> HubException.of(ErrorCode.INVALID_TOKEN, "no such token")))
                .onErrorResume(
                        HubException.class, error -> Mono.just(error.error().code()));
    }
}
