package dev.parley.server.hxa;

import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;

/** The database of an HXA-Connect server, for reading. Methods that return no publisher block. */
interface Source extends AutoCloseable {

    /** The columns of a table, in lower case; empty when there is no such table. */
    Set<String> columns(String table);

    /**
     * What a query finds, read as it is taken.
     *
     * @param columns of the result; all of them texts
     */
    Flux<SourceRow> rows(String sql, List<String> columns);

    @Override
    void close();

    /** A text as SQL writes it. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
