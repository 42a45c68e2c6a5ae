package dev.parley.persistence.session;

import dev.parley.protocol.OrgId;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Sessions in Redis, which forgets them by itself: a session is one JSON value under its hash, another key leads to it from
 * its ref, and each owner and each organisation has a sorted set of hashes. Every command names one key, so nothing has to
 * be atomic across keys; a set may name sessions that are gone, and heals when it is read.
 */
public final class RedisSessionRepository implements SessionRepository {

    private final RedisCalls redis;

    public RedisSessionRepository(RedisCalls redis) {
        this.redis = redis;
    }

    @Override
    public Mono<Void> insert(StoredSession session) {
        return call(sessions -> sessions.insert(session));
    }

    @Override
    public Mono<StoredSession> find(String idHash, long nowMillis) {
        return call(sessions -> sessions.find(idHash, nowMillis));
    }

    @Override
    public Mono<Boolean> extend(StoredSession session, long expiresAt, long nowMillis) {
        return call(sessions -> sessions.extend(session, expiresAt, nowMillis));
    }

    @Override
    public Mono<Boolean> delete(StoredSession session) {
        return call(sessions -> sessions.delete(session));
    }

    @Override
    public Mono<List<StoredSession>> listByOwner(String owner, long nowMillis) {
        return call(sessions -> sessions.listByOwner(owner, nowMillis));
    }

    @Override
    public Mono<List<StoredSession>> listByOrg(OrgId org, long nowMillis, int offset, int limit) {
        return call(sessions -> sessions.listByOrg(org, nowMillis, offset, limit));
    }

    @Override
    public Mono<StoredSession> findByRef(OrgId org, String ref, long nowMillis) {
        return call(sessions -> sessions.findByRef(org, ref, nowMillis));
    }

    /** Nothing to do: what expired is gone. */
    @Override
    public Mono<Long> deleteExpired(long nowMillis) {
        return Mono.just(0L);
    }

    private <T> Mono<T> call(Function<RedisSessions, Mono<T>> work) {
        return redis.call(commands -> work.apply(new RedisSessions(commands)));
    }
}
