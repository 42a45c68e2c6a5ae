package dev.parley.persistence.postgres;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.persistence.RowMapper;
import dev.parley.persistence.StorageException;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Statements on one connection, in whatever transaction it is in. */
record PostgresQueries(Connection connection) implements Queries {

    /** A null whose type the server infers from the column it is for. */
    private static final Object UNTYPED_NULL = Parameters.in(PostgresqlObjectId.UNSPECIFIED);

    /** Up to this many rows go into one statement of exactly their number; more go by this and its multiples. */
    private static final int EXACT = 16;

    private static final int[] LARGE_CHUNKS = {64, 32};

    @Override
    public <T> Mono<List<T>> list(String sql, RowMapper<T> mapper, Object... arguments) {
        return run(bound(sql, arguments))
                .concatMap(result -> result.map((row, metadata) -> mapper.map(new PostgresRow(row))))
                .collectList()
                .onErrorMap(R2dbcException.class, PostgresQueries::translated);
    }

    @Override
    public Mono<Long> execute(String sql, Object... arguments) {
        return count(bound(sql, arguments));
    }

    @Override
    public Mono<Long> insert(Insert into, List<Object[]> rows) {
        return Flux.fromIterable(chunks(rows))
                .concatMap(chunk -> count(bound(into, chunk)))
                .reduce(0L, Long::sum);
    }

    private static List<List<Object[]>> chunks(List<Object[]> rows) {
        List<List<Object[]>> chunks = new ArrayList<>();
        int from = 0;
        while (from < rows.size()) {
            int to = from + chunk(rows.size() - from);
            chunks.add(rows.subList(from, to));
            from = to;
        }
        return chunks;
    }

    /** Few round trips, and few different statements for the server to prepare. */
    private static int chunk(int left) {
        for (int size : LARGE_CHUNKS) {
            if (left >= size) {
                return size;
            }
        }
        return Math.min(left, EXACT);
    }

    private Mono<Statement> bound(Insert into, List<Object[]> rows) {
        return Mono.fromSupplier(() -> {
            Statement statement = connection.createStatement(into.sql(rows.size()));
            int index = 0;
            for (Object[] row : rows) {
                for (Object value : row) {
                    statement.bind(index++, value == null ? UNTYPED_NULL : value);
                }
            }
            return statement;
        });
    }

    private Mono<Statement> bound(String sql, Object... arguments) {
        return Mono.fromSupplier(() -> {
            Statement statement = connection.createStatement(sql);
            for (int i = 0; i < arguments.length; i++) {
                statement.bind(i, arguments[i] == null ? UNTYPED_NULL : arguments[i]);
            }
            return statement;
        });
    }

    private static Mono<Long> count(Mono<Statement> statement) {
        return run(statement)
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum)
                .onErrorMap(R2dbcException.class, PostgresQueries::translated);
    }

    private static Flux<Result> run(Mono<Statement> statement) {
        return statement.flatMapMany(Statement::execute);
    }

    static StorageException translated(R2dbcException error) {
        return StorageException.ofSqlState(error.getSqlState(), error);
    }
}
