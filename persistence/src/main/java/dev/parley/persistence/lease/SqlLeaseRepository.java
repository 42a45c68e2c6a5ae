package dev.parley.persistence.lease;

import dev.parley.persistence.Queries;
import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Leases in the table {@code leases}. */
public final class SqlLeaseRepository implements LeaseRepository {

    private static final String NOW = "cast(extract(epoch FROM current_timestamp) * 1000 AS bigint)";

    private static final String KEEP = "UPDATE leases SET owner_id = $2, held_until = " + NOW + " + $3 WHERE name = $1";

    private static final String TAKE = KEEP + " AND held_until <= " + NOW;

    private static final String KEEP_OWN = KEEP + " AND owner_id = $2";

    private static final String INSERT =
            "INSERT INTO leases (name, owner_id, held_until) VALUES ($1, $2, " + NOW + " + $3) ON CONFLICT DO NOTHING";

    @Override
    public Mono<Boolean> take(Queries queries, String name, UUID owner, Duration term) {
        return changed(queries, TAKE, name, owner, term)
                .filter(taken -> taken)
                .switchIfEmpty(Mono.defer(() -> changed(queries, INSERT, name, owner, term)));
    }

    @Override
    public Mono<Boolean> keep(Queries queries, String name, UUID owner, Duration term) {
        return changed(queries, KEEP_OWN, name, owner, term);
    }

    private static Mono<Boolean> changed(Queries queries, String sql, String name, UUID owner, Duration term) {
        return queries.execute(sql, name, owner, term.toMillis()).map(rows -> rows > 0);
    }
}
