package dev.parley.persistence.session;

import dev.parley.persistence.StorageException;
import dev.parley.protocol.Json;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/**
 * Sessions in Redis, which forgets them by itself: a session is one JSON value under its hash, and each owner has a sorted
 * set of hashes. Every command names one key, so nothing has to be atomic across keys; the set may name sessions that are
 * gone, and heals when it is read.
 */
public final class RedisSessionRepository implements SessionRepository {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String SESSION = "parley:session:";
    private static final String OWNER = "parley:sessions:";
    private static final String OK = "OK";

    private final RedisReactiveCommands<String, String> redis;

    /** The connection stays the caller's to close. */
    public RedisSessionRepository(StatefulRedisConnection<String, String> connection) {
        redis = connection.reactive();
    }

    @Override
    public Mono<Void> insert(StoredSession session) {
        long ttl = session.expiresAt() - session.createdAt();
        String set = OWNER + session.owner();
        return bounded(redis.set(key(session), Json.write(session), SetArgs.Builder.px(ttl))
                .then(redis.zadd(set, (double) session.createdAt(), session.idHash()))
                .then(redis.pexpire(set, ttl))
                .then());
    }

    @Override
    public Mono<StoredSession> find(String idHash, long nowMillis) {
        return bounded(redis.get(SESSION + idHash).map(RedisSessionRepository::read))
                .filter(session -> session.isLive(nowMillis));
    }

    @Override
    public Mono<Boolean> extend(StoredSession session, long expiresAt, long nowMillis) {
        long ttl = expiresAt - nowMillis;
        String json = Json.write(session.withExpiry(expiresAt));
        return bounded(redis.set(key(session), json, SetArgs.Builder.px(ttl).xx())
                .map(OK::equals)
                .defaultIfEmpty(false)
                .delayUntil(extended -> redis.pexpire(OWNER + session.owner(), ttl)));
    }

    @Override
    public Mono<Boolean> delete(StoredSession session) {
        return bounded(redis.del(key(session))
                .map(deleted -> deleted > 0)
                .delayUntil(deleted -> redis.zrem(OWNER + session.owner(), session.idHash())));
    }

    @Override
    public Mono<List<StoredSession>> listByOwner(String owner, long nowMillis) {
        return bounded(redis.zrangebyscore(OWNER + owner, Range.unbounded())
                .concatMap(idHash -> redis.get(SESSION + idHash)
                        .switchIfEmpty(redis.zrem(OWNER + owner, idHash).then(Mono.empty())))
                .map(RedisSessionRepository::read)
                .filter(session -> session.isLive(nowMillis))
                .take(MAX_LISTED)
                .collectList());
    }

    /** Nothing to do: what expired is gone. */
    @Override
    public Mono<Long> deleteExpired(long nowMillis) {
        return Mono.just(0L);
    }

    private static String key(StoredSession session) {
        return SESSION + session.idHash();
    }

    private static StoredSession read(String json) {
        return Json.mapper().readValue(json, StoredSession.class);
    }

    private static <T> Mono<T> bounded(Mono<T> command) {
        return command.timeout(TIMEOUT)
                .onErrorMap(RedisSessionRepository::isRedisDown, RedisSessionRepository::unavailable);
    }

    private static boolean isRedisDown(Throwable error) {
        return error instanceof RedisException || error instanceof TimeoutException;
    }

    private static StorageException unavailable(Throwable error) {
        return new StorageException(StorageException.Kind.UNAVAILABLE, error);
    }
}
