package dev.parley.persistence.testing;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.persistence.RowMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** Runs queries and keeps how the database ran them: hand it to a repository in place of the database. */
public final class QueryPlans implements Queries {

    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    private final Queries queries;
    private final String column;
    private final List<String> plans = new ArrayList<>();

    private QueryPlans(Queries queries, String column) {
        this.queries = queries;
        this.column = column;
    }

    /** The plans of H2, with the rows that each step looked at. */
    public QueryPlans(Queries queries) {
        this(queries, "plan");
    }

    /** The plans of PostgreSQL. */
    public static QueryPlans ofPostgres(Queries queries) {
        return new QueryPlans(queries, "QUERY PLAN");
    }

    /** The plan of each query so far. */
    public List<String> plans() {
        return List.copyOf(plans);
    }

    /** The rows that a plan's hungriest step looked at. */
    public static int mostRowsScanned(String plan) {
        return SCANNED.matcher(plan)
                .results()
                .mapToInt(scanned -> Integer.parseInt(scanned.group(1)))
                .max()
                .orElse(0);
    }

    @Override
    public <T> Mono<List<T>> list(String sql, RowMapper<T> mapper, Object... arguments) {
        return queries.list("EXPLAIN ANALYZE " + sql, row -> row.string(column), arguments)
                .doOnNext(lines -> plans.add(String.join("\n", lines)))
                .then(queries.list(sql, mapper, arguments));
    }

    @Override
    public Mono<Long> execute(String sql, Object... arguments) {
        return queries.execute(sql, arguments);
    }

    @Override
    public Mono<Long> insert(Insert into, List<Object[]> rows) {
        return queries.insert(into, rows);
    }
}
