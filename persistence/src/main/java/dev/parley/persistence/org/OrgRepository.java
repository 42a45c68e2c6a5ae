package dev.parley.persistence.org;

import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Where organisations are kept. */
public interface OrgRepository {

    /** The most organisations a list has. */
    int MAX_LISTED = 10_000;

    /** Stores a new organisation and begins its journal; to be run in a transaction. */
    Mono<Void> insert(Queries queries, OrgCredential org);

    /** Empty when there is no such organisation, or no longer. */
    Mono<Org> find(Queries queries, OrgId org);

    /** As {@link #find}, with the hash of its secret. */
    Mono<OrgCredential> findCredential(Queries queries, OrgId org);

    /** Every organisation, oldest first, at most {@link #MAX_LISTED}. */
    Mono<List<OrgListing>> list(Queries queries);
}
