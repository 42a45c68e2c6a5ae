package dev.parley.persistence.stats;

import dev.parley.persistence.Database;
import reactor.core.publisher.Mono;

/** Counts the rows of the tables. */
public final class SqlStatsRepository implements StatsRepository {

    private static final String ORGS = "SELECT count(*) AS n FROM orgs WHERE status <> 'destroyed'";

    /** A range of the index {@code threads_by_activity} for each organisation: as many rows as there are to count. */
    private static final String ACTIVE_THREADS = """
            SELECT count(*) AS n
              FROM orgs o
              JOIN threads t ON t.org_id = o.org_id AND t.last_activity_at > $1
            """;

    @Override
    public Mono<StoredCounts> count(Database database, long activeSince) {
        return Mono.zip(
                        database.one(ORGS, row -> row.number("n")),
                        database.roughCount("bots"),
                        database.roughCount("threads"),
                        database.roughCount("messages"),
                        database.one(ACTIVE_THREADS, row -> row.number("n"), activeSince))
                .map(counts -> new StoredCounts(
                        counts.getT1(), counts.getT2(), counts.getT3(), counts.getT4(), counts.getT5()));
    }
}
