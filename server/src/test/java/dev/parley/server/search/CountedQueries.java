package dev.parley.server.search;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.persistence.RowMapper;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Counts what a search asks and gets: hand it to a search in place of the database. */
final class CountedQueries implements Queries {

    private final AtomicInteger statements = new AtomicInteger();
    private final AtomicInteger rows = new AtomicInteger();
    private final Queries queries;

    CountedQueries(Queries queries) {
        this.queries = queries;
    }

    /** Statements since the last call. */
    int takeStatements() {
        return statements.getAndSet(0);
    }

    /** Rows read since the last call. */
    int takeRows() {
        return rows.getAndSet(0);
    }

    @Override
    public <T> Mono<List<T>> list(String sql, RowMapper<T> mapper, Object... arguments) {
        return Mono.defer(() -> {
            statements.incrementAndGet();
            return queries.list(
                    sql,
                    row -> {
                        rows.incrementAndGet();
                        return mapper.map(row);
                    },
                    arguments);
        });
    }

    @Override
    public Mono<Long> execute(String sql, Object... arguments) {
        return queries.execute(sql, arguments);
    }

    @Override
    public Mono<Long> insert(Insert into, List<Object[]> rowsOfInsert) {
        return queries.insert(into, rowsOfInsert);
    }
}
