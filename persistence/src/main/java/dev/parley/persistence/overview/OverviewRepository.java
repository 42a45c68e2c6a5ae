package dev.parley.persistence.overview;

import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import reactor.core.publisher.Mono;

/** Counts what an organisation has, over indexes. */
public interface OverviewRepository {

    /**
     * Everything in one go.
     *
     * @param activeSince ms; activity after it makes a thread an active one
     */
    Mono<OrgCounts> count(Queries queries, OrgId org, long activeSince);
}
