package dev.parley.persistence.stats;

import dev.parley.persistence.Database;
import reactor.core.publisher.Mono;

/** Counts what is stored, without reading it all. */
public interface StatsRepository {

    /**
     * Everything in one go.
     *
     * @param activeSince ms; activity after it makes a thread an active one
     */
    Mono<StoredCounts> count(Database database, long activeSince);
}
