package dev.parley.persistence.overview;

import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.protocol.thread.ThreadStatus;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Counts the rows of an organisation. */
public final class SqlOverviewRepository implements OverviewRepository {

    private static final String BOTS =
            "SELECT join_status AS status, count(*) AS n FROM bots WHERE org_id = $1 GROUP BY join_status";

    /** The index {@code threads_by_status}. */
    private static final String THREADS =
            "SELECT status, count(*) AS n FROM threads WHERE org_id = $1 GROUP BY org_id, status";

    /** A range of the index {@code threads_by_activity}. */
    private static final String ACTIVE_THREADS =
            "SELECT count(*) AS n FROM threads WHERE org_id = $1 AND last_activity_at > $2";

    private static final String CHANNELS = "SELECT count(*) AS n FROM channels WHERE org_id = $1";

    @Override
    public Mono<OrgCounts> count(Queries queries, OrgId org, long activeSince) {
        return Mono.zip(
                        byStatus(queries, BOTS, JoinStatus::parse, org),
                        byStatus(queries, THREADS, ThreadStatus::parse, org),
                        queries.one(ACTIVE_THREADS, row -> row.number("n"), org.value(), activeSince),
                        queries.one(CHANNELS, row -> row.number("n"), org.value()))
                .map(counts -> new OrgCounts(counts.getT1(), counts.getT2(), counts.getT3(), counts.getT4()));
    }

    private static <S> Mono<Map<S, Long>> byStatus(
            Queries queries, String sql, Function<String, Optional<S>> status, OrgId org) {
        return queries.list(
                        sql,
                        row -> Map.entry(status.apply(row.string("status")).orElseThrow(), row.number("n")),
                        org.value())
                .map(rows ->
                        rows.stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
