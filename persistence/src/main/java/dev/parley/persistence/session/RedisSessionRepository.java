package dev.parley.persistence.session;

import dev.parley.persistence.StorageException;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sessions in Redis, which forgets them by itself: a session is one JSON value under its hash, another key leads to it from
 * its ref, and each owner and each organisation has a sorted set of hashes. Every command names one key, so nothing has to
 * be atomic across keys; a set may name sessions that are gone, and heals when it is read.
 */
public final class RedisSessionRepository implements SessionRepository {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String SESSION = "parley:session:";
    private static final String REF = "parley:session-ref:";
    private static final String OWNER = "parley:sessions:";
    private static final String OK = "OK";

    private final RedisReactiveCommands<String, String> redis;
    private final RedisOrgSessions orgs;

    /** The connection stays the caller's to close. */
    public RedisSessionRepository(StatefulRedisConnection<String, String> connection) {
        redis = connection.reactive();
        orgs = new RedisOrgSessions(redis);
    }

    @Override
    public Mono<Void> insert(StoredSession session) {
        long ttl = Math.max(1, session.expiresAt() - session.createdAt());
        SetArgs expiring = SetArgs.Builder.px(ttl);
        return bounded(redis.set(key(session), Json.write(session), expiring)
                .then(redis.set(refKey(session), session.idHash(), expiring))
                .then(redis.zadd(owner(session), (double) session.createdAt(), session.idHash()))
                .then(redis.pexpire(owner(session), RedisOrgSessions.SETS_LAST))
                .then(orgs.put(session)));
    }

    @Override
    public Mono<StoredSession> find(String idHash, long nowMillis) {
        return bounded(read(idHash)).filter(session -> session.isLive(nowMillis));
    }

    @Override
    public Mono<Boolean> extend(StoredSession session, long expiresAt, long nowMillis) {
        StoredSession extended = session.withExpiry(expiresAt);
        Duration ttl = Duration.ofMillis(Math.max(1, extended.expiresAt() - nowMillis));
        return bounded(redis.set(
                        key(session),
                        Json.write(extended),
                        SetArgs.Builder.px(ttl).xx())
                .map(OK::equals)
                .defaultIfEmpty(false)
                .delayUntil(done -> done ? follow(extended, ttl) : Mono.empty()));
    }

    /** What leads to a session has to last as long as it does. */
    private Mono<Void> follow(StoredSession extended, Duration ttl) {
        return redis.pexpire(refKey(extended), ttl)
                .then(redis.pexpire(owner(extended), RedisOrgSessions.SETS_LAST))
                .then(orgs.put(extended));
    }

    @Override
    public Mono<Boolean> delete(StoredSession session) {
        return bounded(
                redis.del(key(session)).map(deleted -> deleted > 0).delayUntil(deleted -> redis.del(refKey(session))
                        .then(redis.zrem(owner(session), session.idHash()))
                        .then(orgs.remove(session))));
    }

    @Override
    public Mono<List<StoredSession>> listByOwner(String owner, long nowMillis) {
        return bounded(idHashes(owner)
                .concatMap(idHash -> read(idHash)
                        .switchIfEmpty(redis.zrem(OWNER + owner, idHash).then(Mono.empty())))
                .filter(session -> session.isLive(nowMillis))
                .take(MAX_LISTED)
                .collectList());
    }

    @Override
    public Mono<List<StoredSession>> listByOrg(OrgId org, long nowMillis, int offset, int limit) {
        return bounded(orgs.newest(org, nowMillis, offset, limit)
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::read)
                .filter(session -> session.isLive(nowMillis))
                .collectList());
    }

    @Override
    public Mono<StoredSession> findByRef(OrgId org, String ref, long nowMillis) {
        return bounded(redis.get(REF + ref).flatMap(this::read))
                .filter(session -> session.isLive(nowMillis) && org.equals(session.org()));
    }

    /** Nothing to do: what expired is gone. */
    @Override
    public Mono<Long> deleteExpired(long nowMillis) {
        return Mono.just(0L);
    }

    private static String key(StoredSession session) {
        return SESSION + session.idHash();
    }

    private static String refKey(StoredSession session) {
        return REF + session.ref();
    }

    private static String owner(StoredSession session) {
        return OWNER + session.owner();
    }

    /** Complete before the first is told: what is asked in between waits for this answer, which waits for it. */
    private Flux<String> idHashes(String owner) {
        return redis.zrangebyscore(OWNER + owner, Range.unbounded())
                .collectList()
                .flatMapIterable(all -> all);
    }

    private Mono<StoredSession> read(String idHash) {
        return redis.get(SESSION + idHash).map(json -> Json.mapper().readValue(json, StoredSession.class));
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
