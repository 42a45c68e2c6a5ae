package dev.parley.persistence.lease;

import dev.parley.persistence.Queries;
import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Where nodes agree on which of them does what one does for all. Terms are measured by the database's clock alone: those of
 * the nodes may differ.
 */
public interface LeaseRepository {

    /** Takes a lease whose term is over, or that nobody ever had; false when it is held, be it by the same owner. */
    Mono<Boolean> take(Queries queries, String name, UUID owner, Duration term);

    /** Gives the owner's lease a new term, beginning now; false when somebody else has taken it. */
    Mono<Boolean> keep(Queries queries, String name, UUID owner, Duration term);
}
