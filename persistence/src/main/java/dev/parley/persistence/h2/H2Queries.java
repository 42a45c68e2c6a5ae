package dev.parley.persistence.h2;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.persistence.RowMapper;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** Statements on one session, in whatever transaction it is in. */
record H2Queries(H2Session session) implements Queries {

    @Override
    public <T> Mono<List<T>> list(String sql, RowMapper<T> mapper, Object... arguments) {
        return session.call(() -> {
            try (ResultSet rows = session.bind(sql, arguments).executeQuery()) {
                List<T> list = new ArrayList<>();
                H2Row row = new H2Row(rows);
                while (rows.next()) {
                    list.add(mapper.map(row));
                }
                return list;
            }
        });
    }

    @Override
    public Mono<Long> execute(String sql, Object... arguments) {
        return session.call(() -> (long) session.bind(sql, arguments).executeUpdate());
    }

    @Override
    public Mono<Long> insert(Insert into, List<Object[]> rows) {
        return session.call(() -> insertEach(session.prepare(into.sql(1)), rows));
    }

    private static long insertEach(PreparedStatement statement, List<Object[]> rows) throws SQLException {
        long inserted = 0;
        for (Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                statement.setObject(i + 1, row[i]);
            }
            inserted += statement.executeUpdate();
        }
        return inserted;
    }
}
