package dev.parley.persistence;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Where SQL can be run: the database itself or one open transaction. Placeholders are {@code $1, $2, …}; one text
 * serves both databases. Nothing happens, and no connection is taken, before somebody asks the returned {@code Mono}
 * for its result; failures are {@link StorageException}.
 */
public interface Queries {

    /** Every row of a query that bounds itself, already collected: the connection is free again. */
    <T> Mono<List<T>> list(String sql, RowMapper<T> mapper, Object... arguments);

    /** The first row, or empty. */
    default <T> Mono<T> one(String sql, RowMapper<T> mapper, Object... arguments) {
        return list(sql, mapper, arguments)
                .flatMap(rows -> Mono.justOrEmpty(rows.stream().findFirst()));
    }

    /** Runs a statement that changes rows; emits how many. */
    Mono<Long> execute(String sql, Object... arguments);

    /** Inserts the rows, each an array in the order of the columns; emits how many. */
    Mono<Long> insert(Insert into, List<Object[]> rows);
}
