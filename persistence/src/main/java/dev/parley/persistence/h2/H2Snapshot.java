package dev.parley.persistence.h2;

import dev.parley.persistence.Insert;
import dev.parley.persistence.RowMapper;
import dev.parley.persistence.Snapshot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a session sees since it began: H2 keeps old versions of what others change for it. */
record H2Snapshot(H2Queries queries) implements Snapshot {

    /** From its first statement on, such a transaction has one view of all tables; results are not put together first. */
    static Mono<Snapshot> begin(H2Session session) {
        return session.call(() -> {
            Connection connection = session.connection();
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
                statement.execute("SET LAZY_QUERY_EXECUTION 1");
                connection.setAutoCommit(false);
                statement.executeQuery("SELECT count(*) FROM schema_versions").close();
            }
            return new H2Snapshot(new H2Queries(session));
        });
    }

    @Override
    public <T> Mono<List<T>> list(String sql, RowMapper<T> mapper, Object... arguments) {
        return queries.list(sql, mapper, arguments);
    }

    @Override
    public Mono<Long> execute(String sql, Object... arguments) {
        return queries.execute(sql, arguments);
    }

    @Override
    public Mono<Long> insert(Insert into, List<Object[]> rows) {
        return queries.insert(into, rows);
    }

    @Override
    public <T> Flux<List<T>> pages(String sql, RowMapper<T> mapper, int pageRows) {
        H2Session session = queries.session();
        return Flux.usingWhen(
                session.call(() -> session.connection().prepareStatement(sql)),
                statement -> pages(session, statement, mapper, pageRows),
                statement -> session.call(() -> {
                    statement.close();
                    return null;
                }));
    }

    private static <T> Flux<List<T>> pages(
            H2Session session, PreparedStatement statement, RowMapper<T> mapper, int pageRows) {
        return session.call(statement::executeQuery)
                .flatMapMany(rows -> session.call(() -> page(rows, mapper, pageRows))
                        .repeat()
                        .takeUntil(page -> page.size() < pageRows)
                        .filter(page -> !page.isEmpty()));
    }

    private static <T> List<T> page(ResultSet rows, RowMapper<T> mapper, int pageRows) throws SQLException {
        List<T> page = new ArrayList<>(pageRows);
        H2Row row = new H2Row(rows);
        while (page.size() < pageRows && rows.next()) {
            page.add(mapper.map(row));
        }
        return page;
    }
}
