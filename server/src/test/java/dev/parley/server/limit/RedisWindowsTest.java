package dev.parley.server.limit;

import static dev.parley.server.limit.RateLimits.Kind.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestRedis;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.limit.Windows.Attempt;
import dev.parley.server.limit.Windows.Bot;
import dev.parley.server.redis.Redis;
import dev.parley.server.testing.ManualClock;
import dev.parley.server.testing.Redises;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class RedisWindowsTest extends RateLimitsContract {

    private static Redis redis;

    private final Bot bot = new Bot(OrgId.next(), BotId.next());

    @BeforeAll
    static void open() {
        redis = Redises.open(TestRedis.url(), new SimpleMeterRegistry());
    }

    @AfterAll
    static void close() {
        redis.close().block();
    }

    @Override
    Windows windows() {
        return at(clock);
    }

    private static RedisWindows at(ManualClock clock) {
        return new RedisWindows(redis, () -> Long.toString(clock.millis()));
    }

    @Test
    void answersAsMemoryDoesWhateverTheTimes() {
        Random random = new Random(7);
        Windows memory = new MemoryWindows(clock);
        Windows shared = at(clock);
        for (int i = 0; i < 3_000; i++) {
            clock.advance(Duration.ofMillis(step(random)));
            long limit = random.nextInt(10) == 0 ? random.nextInt(3) : 150;

            Attempt expected = memory.attempt(bot, MESSAGE, limit).block();
            assertThat(shared.attempt(bot, MESSAGE, limit).block())
                    .as("attempt %d", i)
                    .isEqualTo(expected);
        }
    }

    /** Mostly close to each other, sometimes far, sometimes back. */
    private static int step(Random random) {
        int kind = random.nextInt(100);
        if (kind == 0) {
            return random.nextInt(70_000);
        }
        return kind < 5 ? -random.nextInt(50) : random.nextInt(40);
    }

    @Test
    void allNodesCountTogetherByTheTimeOfRedis() {
        RedisWindows one = new RedisWindows(redis);
        RedisWindows other = new RedisWindows(redis);

        long allowed = Flux.range(0, 400)
                .flatMap(i -> (i % 2 == 0 ? one : other).attempt(bot, MESSAGE, 100), 64)
                .filter(Attempt::allowed)
                .count()
                .block();

        assertThat(allowed).isEqualTo(100);
    }

    @Test
    void aKeyGoesWithItsLastEvent() {
        RedisWindows windows = new RedisWindows(redis);
        windows.attempt(bot, MESSAGE, 3).block();

        String key = RedisWindows.key(bot, MESSAGE);
        assertThat(redis.call(commands -> commands.pttl(key)).block()).isBetween(50_000L, 60_000L);
        assertThat(redis.call(commands -> commands.llen(key)).block()).isOne();
    }

    @Test
    void memoryIsBoundedByTimeAndNotByTheLimit() {
        Windows windows = at(clock);
        Flux.range(0, 1_000)
                .concatMap(i -> {
                    clock.advance(Duration.ofMillis(i % 50 == 0 ? 10 : 0));
                    return windows.attempt(bot, MESSAGE, 2_000_000_000);
                })
                .blockLast();

        assertThat(redis.call(commands -> commands.llen(RedisWindows.key(bot, MESSAGE)))
                        .block())
                .isEqualTo(20);
    }
}
