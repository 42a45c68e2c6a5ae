package dev.parley.server.hxa;

import dev.parley.server.backup.BackupException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The file {@code hxa-connect.db}. It is read on threads that may block, for a command and never for a server. */
final class SqliteSource implements Source {

    private final Connection connection;

    private SqliteSource(Connection connection) {
        this.connection = connection;
    }

    static SqliteSource open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try {
            SqliteSource source = new SqliteSource(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
            try (Statement statement = source.connection.createStatement()) {
                statement.executeQuery("SELECT count(*) FROM sqlite_master").close();
            }
            return source;
        } catch (SQLException e) {
            throw new BackupException(file + " cannot be read as an SQLite database: " + e.getMessage(), e);
        }
    }

    @Override
    public Set<String> columns(String table) {
        Set<String> columns = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT name FROM pragma_table_info(" + Source.quoted(table) + ")")) {
            while (rows.next()) {
                columns.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
            return columns;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Flux<SourceRow> rows(String sql, List<String> columns) {
        return Flux.using(
                        connection::createStatement,
                        statement -> Flux.using(
                                () -> statement.executeQuery(sql), rows -> read(rows, columns), SqliteSource::close),
                        SqliteSource::close)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Flux<SourceRow> read(ResultSet rows, List<String> columns) {
        return Flux.generate(sink -> {
            try {
                if (rows.next()) {
                    sink.next(row(rows, columns));
                } else {
                    sink.complete();
                }
            } catch (SQLException e) {
                sink.error(unreadable(e));
            }
        });
    }

    private static SourceRow row(ResultSet rows, List<String> columns) throws SQLException {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), rows.getString(i + 1));
        }
        return new SourceRow(values);
    }

    private static BackupException unreadable(SQLException e) {
        return new BackupException("The SQLite database cannot be read: " + e.getMessage(), e);
    }

    private static void close(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        close(connection);
    }
}
