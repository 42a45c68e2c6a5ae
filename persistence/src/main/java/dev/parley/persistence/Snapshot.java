package dev.parley.persistence;

import java.util.List;
import reactor.core.publisher.Flux;

/** The database as it was at one moment, however long it is read; others write meanwhile. */
public interface Snapshot extends Queries {

    /**
     * Everything a query finds, read as it is taken: for tables that are too long for one list.
     *
     * @param pageRows what is read at once; only the last page is shorter
     */
    <T> Flux<List<T>> pages(String sql, RowMapper<T> mapper, int pageRows);
}
