package dev.parley.persistence.session;

import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import io.lettuce.core.Range;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The commands by which sessions are kept in Redis; see {@link RedisSessionRepository}. */
final class RedisSessions {

    private static final String SESSION = "parley:session:";
    private static final String REF = "parley:session-ref:";
    private static final String OWNER = "parley:sessions:";
    private static final String OK = "OK";

    private final RedisClusterReactiveCommands<String, String> redis;
    private final RedisOrgSessions orgs;

    RedisSessions(RedisClusterReactiveCommands<String, String> redis) {
        this.redis = redis;
        this.orgs = new RedisOrgSessions(redis);
    }

    Mono<Void> insert(StoredSession session) {
        long ttl = Math.max(1, session.expiresAt() - session.createdAt());
        SetArgs expiring = SetArgs.Builder.px(ttl);
        return redis.set(key(session), Json.write(session), expiring)
                .then(redis.set(refKey(session), session.idHash(), expiring))
                .then(redis.zadd(owner(session), (double) session.createdAt(), session.idHash()))
                .then(redis.pexpire(owner(session), RedisOrgSessions.SETS_LAST))
                .then(orgs.put(session));
    }

    Mono<StoredSession> find(String idHash, long nowMillis) {
        return read(idHash).filter(session -> session.isLive(nowMillis));
    }

    Mono<Boolean> extend(StoredSession session, long expiresAt, long nowMillis) {
        StoredSession extended = session.withExpiry(expiresAt);
        Duration ttl = Duration.ofMillis(Math.max(1, extended.expiresAt() - nowMillis));
        return redis.set(
                        key(session),
                        Json.write(extended),
                        SetArgs.Builder.px(ttl).xx())
                .map(OK::equals)
                .defaultIfEmpty(false)
                .delayUntil(done -> done ? follow(extended, ttl) : Mono.empty());
    }

    /** What leads to a session has to last as long as it does. */
    private Mono<Void> follow(StoredSession extended, Duration ttl) {
        return redis.pexpire(refKey(extended), ttl)
                .then(redis.pexpire(owner(extended), RedisOrgSessions.SETS_LAST))
                .then(orgs.put(extended));
    }

    Mono<Boolean> delete(StoredSession session) {
        return redis.del(key(session)).map(deleted -> deleted > 0).delayUntil(deleted -> redis.del(refKey(session))
                .then(redis.zrem(owner(session), session.idHash()))
                .then(orgs.remove(session)));
    }

    Mono<List<StoredSession>> listByOwner(String owner, long nowMillis) {
        return idHashes(owner)
                .concatMap(idHash -> read(idHash)
                        .switchIfEmpty(redis.zrem(OWNER + owner, idHash).then(Mono.empty())))
                .filter(session -> session.isLive(nowMillis))
                .take(SessionRepository.MAX_LISTED)
                .collectList();
    }

    Mono<List<StoredSession>> listByOrg(OrgId org, long nowMillis, int offset, int limit) {
        return orgs.newest(org, nowMillis, offset, limit)
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::read)
                .filter(session -> session.isLive(nowMillis))
                .collectList();
    }

    Mono<StoredSession> findByRef(OrgId org, String ref, long nowMillis) {
        return redis.get(REF + ref)
                .flatMap(this::read)
                .filter(session -> session.isLive(nowMillis) && org.equals(session.org()));
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
}
