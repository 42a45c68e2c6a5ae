package dev.parley.persistence.session;

import dev.parley.protocol.OrgId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Where logins are kept. Failures are {@link dev.parley.persistence.StorageException}. */
public interface SessionRepository {

    /** The most sessions of one owner that are listed. */
    int MAX_LISTED = 100;

    /** Stores a new session. */
    Mono<Void> insert(StoredSession session);

    /** The session with that hash while it has not expired, or empty. */
    Mono<StoredSession> find(String idHash, long nowMillis);

    /**
     * Moves the end of a session to {@code expiresAt}, as {@link StoredSession#withExpiry}; false when it was deleted
     * meanwhile, and stays so.
     */
    Mono<Boolean> extend(StoredSession session, long expiresAt, long nowMillis);

    /** False when the session was gone already: of several callers one alone is told true. */
    Mono<Boolean> delete(StoredSession session);

    /** The sessions of one {@link StoredSession#owner} that have not expired, oldest first. */
    Mono<List<StoredSession>> listByOwner(String owner, long nowMillis);

    /** The sessions of an organisation and its bots that have not expired, newest first, without the first ones. */
    Mono<List<StoredSession>> listByOrg(OrgId org, long nowMillis, int offset, int limit);

    /** The organisation's session with that {@link StoredSession#ref} while it has not expired, or empty. */
    Mono<StoredSession> findByRef(OrgId org, String ref, long nowMillis);

    /** Removes what expired; emits how many rows went, at most a few thousand at once. */
    Mono<Long> deleteExpired(long nowMillis);
}
