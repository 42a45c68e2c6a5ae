package dev.parley.persistence.session;

import dev.parley.protocol.OrgId;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Which sessions an organisation has, in Redis: a sorted set whose scores are the sessions' ends, so that what expired can
 * be left out unseen, and whose members begin with the sessions' beginnings, so that they can be sorted unread.
 */
final class RedisOrgSessions {

    /** Longer than any session lasts unless it is used; each use of one of its sessions prolongs a set. */
    static final Duration SETS_LAST = Duration.ofDays(7);

    private static final String ORG = "parley:org-sessions:";

    /** An organisation has five sessions for each of its bots at most. */
    private static final int MAX_SESSIONS = 100_000;

    private final RedisClusterReactiveCommands<String, String> redis;

    RedisOrgSessions(RedisClusterReactiveCommands<String, String> redis) {
        this.redis = redis;
    }

    /** Adds a session, or moves its end; nothing for a super admin, who belongs to no organisation. */
    Mono<Void> put(StoredSession session) {
        if (session.org() == null) {
            return Mono.empty();
        }
        String set = ORG + session.org();
        return redis.zadd(set, (double) session.expiresAt(), member(session))
                .then(redis.pexpire(set, SETS_LAST))
                .then();
    }

    Mono<Void> remove(StoredSession session) {
        return session.org() == null
                ? Mono.empty()
                : redis.zrem(ORG + session.org(), member(session)).then();
    }

    /** The hashes of live sessions, newest first, without the first {@code offset}. */
    Mono<List<String>> newest(OrgId org, long nowMillis, int offset, int limit) {
        String set = ORG + org;
        Range<Double> expired = Range.create(0.0, (double) nowMillis);
        return redis.zremrangebyscore(set, expired)
                .thenMany(redis.zrangebyscore(set, Range.unbounded(), Limit.create(0, MAX_SESSIONS)))
                .sort(Comparator.reverseOrder())
                .skip(offset)
                .take(limit)
                .map(member -> member.substring(member.indexOf(':') + 1))
                .collectList();
    }

    /** Times are as long as each other until the year 2286. */
    private static String member(StoredSession session) {
        return session.createdAt() + ":" + session.idHash();
    }
}
