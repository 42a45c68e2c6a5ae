package dev.parley.persistence.idempotency;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Where the first answers to requests with an idempotency key are kept. What is too old counts as absent. */
public interface IdempotencyRepository {

    /** Stores an answer; for {@link KeyedAnswer#row}. */
    Insert INTO = Insert.into("idempotency_keys", "org_id", "id", "fingerprint", "answer", "created_at");

    /** The fingerprints of those keys that have an answer younger than {@code afterMillis}. */
    Mono<Map<UUID, String>> fingerprints(Queries queries, OrgId org, Collection<UUID> ids, long afterMillis);

    /** The answer of a key as JSON, or empty when it has none younger than {@code afterMillis}. */
    Mono<String> answer(Queries queries, OrgId org, UUID id, long afterMillis);

    /**
     * Deletes answers of all organisations that are not younger, oldest first; emits how many.
     *
     * @param limit how many at most, but for those of the same millisecond
     */
    Mono<Long> deleteUntil(Queries queries, long millis, int limit);
}
