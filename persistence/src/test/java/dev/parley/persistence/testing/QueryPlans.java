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
    private final boolean ofStatements;
    private final List<String> plans;

    private QueryPlans(Queries queries, String column, boolean ofStatements, List<String> plans) {
        this.queries = queries;
        this.column = column;
        this.ofStatements = ofStatements;
        this.plans = plans;
    }

    /** The plans of H2, with the rows that each step looked at. */
    public QueryPlans(Queries queries) {
        this(queries, "plan", false, new ArrayList<>());
    }

    /** The plans of PostgreSQL. */
    public static QueryPlans ofPostgres(Queries queries) {
        return new QueryPlans(queries, "QUERY PLAN", false, new ArrayList<>());
    }

    /** Keeps the plans of statements that change rows in the same list; they run as they are explained, and count none. */
    public Queries withStatements() {
        return new QueryPlans(queries, column, true, plans);
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
        return explain(sql, arguments).then(queries.list(sql, mapper, arguments));
    }

    @Override
    public Mono<Long> execute(String sql, Object... arguments) {
        return ofStatements ? explain(sql, arguments).thenReturn(0L) : queries.execute(sql, arguments);
    }

    private Mono<List<String>> explain(String sql, Object... arguments) {
        return queries.list("EXPLAIN ANALYZE " + sql, row -> row.string(column), arguments)
                .doOnNext(lines -> plans.add(String.join("\n", lines)));
    }

    @Override
    public Mono<Long> insert(Insert into, List<Object[]> rows) {
        return queries.insert(into, rows);
    }
}
