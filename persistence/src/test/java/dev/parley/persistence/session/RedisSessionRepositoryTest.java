package dev.parley.persistence.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestRedis;
import dev.parley.protocol.OrgId;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class RedisSessionRepositoryTest implements SessionRepositoryContract {

    private static RedisClient client;
    private static StatefulRedisConnection<String, String> connection;

    @BeforeAll
    static void connect() {
        client = RedisClient.create(TestRedis.url());
        connection = client.connect();
    }

    @AfterAll
    static void disconnect() {
        connection.close();
        client.shutdown();
    }

    @Override
    public SessionRepository sessions() {
        return new RedisSessionRepository(new RedisCalls() {
            @Override
            public <T> Mono<T> call(Function<RedisClusterReactiveCommands<String, String>, Mono<T>> work) {
                return work.apply(connection.reactive());
            }
        });
    }

    @Test
    void everyKeyExpiresByItself() {
        StoredSession session = session();
        sessions().insert(session).block();

        assertThat(ttl("parley:session:" + session.idHash())).isBetween(HOUR - 60_000, HOUR);
        assertThat(ttl("parley:session-ref:" + session.ref())).isBetween(HOUR - 60_000, HOUR);
        assertThat(ttl("parley:sessions:" + session.owner())).isBetween(HOUR, 7 * 24 * HOUR);
        assertThat(ttl("parley:org-sessions:" + session.org())).isBetween(HOUR, 7 * 24 * HOUR);

        sessions().extend(session, START + 3 * HOUR, START + HOUR / 2).block();
        assertThat(ttl("parley:session:" + session.idHash())).isBetween(2 * HOUR, 3 * HOUR);
        assertThat(ttl("parley:session-ref:" + session.ref())).isBetween(2 * HOUR, 3 * HOUR);
    }

    @Test
    void aListForgetsSessionsThatExpired() {
        StoredSession session = session();
        sessions().insert(session).block();
        connection.sync().del("parley:session:" + session.idHash());

        assertThat(sessions().listByOwner(session.owner(), START).block()).isEmpty();
        assertThat(connection.sync().exists("parley:sessions:" + session.owner()))
                .isZero();
    }

    @Test
    void aSessionThatEndsLeavesNoKey() {
        StoredSession session = session();
        sessions().insert(session).block();
        sessions().delete(session).block();

        assertThat(connection.sync().keys("*" + session.idHash() + "*")).isEmpty();
        assertThat(connection.sync().keys("*" + session.org() + "*")).isEmpty();
        assertThat(connection.sync().exists("parley:session-ref:" + session.ref()))
                .isZero();
    }

    private static long ttl(String key) {
        return connection.sync().pttl(key);
    }

    private static StoredSession session() {
        return new StoredSession(
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString().substring(0, 8),
                "org_admin",
                OrgId.next(),
                null,
                null,
                null,
                null,
                null,
                START,
                START + HOUR);
    }
}
