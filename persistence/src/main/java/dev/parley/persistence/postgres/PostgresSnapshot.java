package dev.parley.persistence.postgres;

import dev.parley.persistence.Insert;
import dev.parley.persistence.RowMapper;
import dev.parley.persistence.Snapshot;
import io.r2dbc.spi.Connection;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a transaction sees that is {@code REPEATABLE READ}. */
record PostgresSnapshot(Connection connection) implements Snapshot {

    @Override
    public <T> Mono<List<T>> list(String sql, RowMapper<T> mapper, Object... arguments) {
        return new PostgresQueries(connection).list(sql, mapper, arguments);
    }

    @Override
    public Mono<Long> execute(String sql, Object... arguments) {
        return new PostgresQueries(connection).execute(sql, arguments);
    }

    @Override
    public Mono<Long> insert(Insert into, List<Object[]> rows) {
        return new PostgresQueries(connection).insert(into, rows);
    }

    /** With a fetch size, the server keeps the rest behind a cursor until it is asked for. */
    @Override
    public <T> Flux<List<T>> pages(String sql, RowMapper<T> mapper, int pageRows) {
        return Flux.defer(() ->
                        connection.createStatement(sql).fetchSize(pageRows).execute())
                .concatMap(result -> result.map((row, metadata) -> mapper.map(new PostgresRow(row))))
                .buffer(pageRows);
    }
}
