package dev.parley.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.StorageException;
import dev.parley.persistence.testing.RedisServer;
import dev.parley.persistence.testing.TestRedis;
import dev.parley.server.testing.Redises;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class RedisTest {

    private static final RedisScript COUNT = new RedisScript("return {redis.call('INCR', KEYS[1]), tonumber(ARGV[1])}");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Redis redis;

    @AfterEach
    void close() {
        redis.close().block();
    }

    @Test
    void aScriptRunsWhetherRedisKnowsItOrNot() {
        redis = Redises.open(TestRedis.url(), registry);
        redis.call(commands -> commands.scriptFlush()).block();

        assertThat(count("script")).containsExactly(1L, 7L);
        assertThat(count("script")).containsExactly(2L, 7L);
    }

    @Test
    void logsInAsTheUserOfTheUrl() {
        try (RedisServer server = RedisServer.start(
                "--user", "app", "on", ">hunt/er2", "~parley:*", "+@all", "--user", "default", "off")) {
            redis = Redises.open("redis://app:hunt%2Fer2@127.0.0.1:" + server.port(), registry);

            assertThat(count("parley:x")).containsExactly(1L, 7L);
            StepVerifier.create(COUNT.run(redis, List.of("other"), List.of("7")))
                    .verifyErrorSatisfies(RedisTest::isUnavailable);
            assertThat(redis.isAnswering()).as("a refusal is an answer").isTrue();
        }
    }

    @Test
    void logsInWithAPasswordAlone() {
        try (RedisServer server = RedisServer.start("--requirepass", "hunter2")) {
            redis = Redises.open("redis://:hunter2@127.0.0.1:" + server.port() + "/3", registry);

            assertThat(count("x")).containsExactly(1L, 7L);
        }
    }

    @Test
    void isOpenedWhileRedisIsNotThereAndFindsItWhenItIs() {
        try (RedisServer server = RedisServer.start()) {
            server.kill();
            redis = Redis.open(Redises.url(server.url()), registry);
            redis.tried().block();
            assertThat(redis.isAnswering()).isFalse();
            StepVerifier.create(COUNT.run(redis, List.of("x"), List.of("7")))
                    .verifyErrorSatisfies(RedisTest::isUnavailable);

            server.restart();
            Redises.await(redis, true);
            assertThat(count("x")).containsExactly(1L, 7L);
        }
    }

    @Test
    void comesBackAfterRedisWasKilled() {
        try (RedisServer server = RedisServer.start()) {
            redis = Redises.open(server.url(), registry);
            count("x");
            server.kill();
            Redises.await(redis, false);
            assertThat(registry.get("parley.redis.answering").gauge().value()).isZero();

            server.restart();
            Redises.await(redis, true);
            assertThat(count("x"))
                    .as("it is empty, and does not know the script")
                    .containsExactly(1L, 7L);
            assertThat(registry.get("parley.redis.answering").gauge().value()).isOne();
            assertThat(registry.get("parley.redis.outages").counter().count()).isOne();
        }
    }

    @Test
    void nobodyWaitsForARedisThatIsFrozenButTheFirst() {
        try (RedisServer server = RedisServer.start()) {
            redis = Redises.open(server.url(), registry);
            server.freeze();
            StepVerifier.create(COUNT.run(redis, List.of("x"), List.of("7")))
                    .verifyErrorSatisfies(RedisTest::isUnavailable);

            assertThat(redis.isAnswering()).isFalse();
            server.thaw();
            Redises.await(redis, true);
            assertThat(count("y")).containsExactly(1L, 7L);
        }
    }

    private List<Long> count(String key) {
        return COUNT.run(redis, List.of(key), List.of("7")).block();
    }

    private static void isUnavailable(Throwable error) {
        assertThat(error).isInstanceOfSatisfying(StorageException.class, storage -> assertThat(storage.kind())
                .isEqualTo(StorageException.Kind.UNAVAILABLE));
    }
}
