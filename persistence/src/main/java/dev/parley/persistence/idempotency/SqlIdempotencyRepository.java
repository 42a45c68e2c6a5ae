package dev.parley.persistence.idempotency;

import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Answers in the table {@code idempotency_keys}. */
public final class SqlIdempotencyRepository implements IdempotencyRepository {

    /**
     * A join, as H2 would read all keys of the organisation for {@code = ANY}. Where the clocks of two servers differ, each
     * may take an answer for too old at another time: the younger one counts.
     */
    private static final String FINGERPRINTS = """
            SELECT k.id, k.fingerprint
              FROM unnest(CAST($2 AS uuid ARRAY)) AS wanted(id)
              JOIN idempotency_keys k ON k.org_id = $1 AND k.id = wanted.id AND k.created_at > $3
             ORDER BY k.created_at
             LIMIT $4
            """;

    private static final String ANSWER = """
            SELECT answer
              FROM idempotency_keys
             WHERE org_id = $1 AND id = $2 AND created_at > $3
             ORDER BY org_id DESC, id DESC, created_at DESC
             LIMIT 1
            """;

    private static final String DELETE_UNTIL = """
            DELETE FROM idempotency_keys
             WHERE created_at <= (SELECT max(created_at)
                                    FROM (SELECT created_at
                                            FROM idempotency_keys
                                           WHERE created_at <= $1
                                           ORDER BY created_at
                                           LIMIT $2) AS oldest)
            """;

    @Override
    public Mono<Map<UUID, String>> fingerprints(Queries queries, OrgId org, Collection<UUID> ids, long afterMillis) {
        return queries.list(
                        FINGERPRINTS,
                        row -> Map.entry(row.uuid("id"), row.string("fingerprint")),
                        org.value(),
                        ids.toArray(UUID[]::new),
                        afterMillis,
                        2 * ids.size())
                .map(rows -> {
                    Map<UUID, String> found = new HashMap<>();
                    rows.forEach(row -> found.put(row.getKey(), row.getValue()));
                    return found;
                });
    }

    @Override
    public Mono<String> answer(Queries queries, OrgId org, UUID id, long afterMillis) {
        return queries.one(ANSWER, row -> row.string("answer"), org.value(), id, afterMillis);
    }

    @Override
    public Mono<Long> deleteUntil(Queries queries, long millis, int limit) {
        return queries.execute(DELETE_UNTIL, millis, limit);
    }
}
