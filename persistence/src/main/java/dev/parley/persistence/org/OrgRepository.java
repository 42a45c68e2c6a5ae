package dev.parley.persistence.org;

import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.org.OrgStatus;
import java.util.List;
import reactor.core.publisher.Mono;

/** Where organisations are kept. */
public interface OrgRepository {

    /** The most organisations a list has. */
    int MAX_LISTED = 10_000;

    /** Stores a new organisation and begins its journal; to be run in a transaction. */
    Mono<Void> insert(Queries queries, OrgCredential org);

    /** Empty when there is no such organisation, or it is destroyed. */
    Mono<Org> find(Queries queries, OrgId org);

    /** As {@link #find}, with the hash of its secret. */
    Mono<OrgCredential> findCredential(Queries queries, OrgId org);

    /** Replaces name and status; false when there is no such organisation. */
    Mono<Boolean> update(Queries queries, OrgId org, String name, OrgStatus status);

    /** Replaces the hash of the secret; false when there is no such organisation. */
    Mono<Boolean> updateSecret(Queries queries, OrgId org, String secretHash);

    /**
     * Makes the organisation one that no query here finds, and ends its journal: a lane that has it locked is waited for,
     * and none can lock it afterwards. False when there is no such organisation. To be run in a transaction.
     */
    Mono<Boolean> markDestroyed(Queries queries, OrgId org);

    /** Organisations that are marked as destroyed and still have rows, at most {@code limit}. */
    Mono<List<OrgId>> listDestroyed(Queries queries, int limit);

    /** Every organisation, oldest first, at most {@link #MAX_LISTED}. */
    Mono<List<OrgListing>> list(Queries queries);
}
