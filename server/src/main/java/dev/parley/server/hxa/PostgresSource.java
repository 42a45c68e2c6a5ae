package dev.parley.server.hxa;

import dev.parley.persistence.Database;
import dev.parley.persistence.Row;
import dev.parley.persistence.StorageException;
import dev.parley.persistence.postgres.PostgresDatabase;
import dev.parley.server.backup.BackupException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** An HXA-Connect database in PostgreSQL. */
final class PostgresSource implements Source {

    private static final int CONNECTIONS = 2;
    private static final int PAGE_ROWS = 200;

    private static final String COLUMNS = """
        SELECT table_name AS tab, column_name AS name
          FROM information_schema.columns
         WHERE table_schema = current_schema
         LIMIT 10000
        """;

    private final Database database;
    private final Map<String, Set<String>> columns = new HashMap<>();

    private PostgresSource(Database database) {
        this.database = database;
    }

    static PostgresSource open(String url) {
        try {
            PostgresSource source =
                    new PostgresSource(PostgresDatabase.open(url, CONNECTIONS).block());
            source.readColumns();
            return source;
        } catch (StorageException | IllegalArgumentException e) {
            throw new BackupException("The PostgreSQL database to import from cannot be opened: " + e.getMessage(), e);
        }
    }

    private void readColumns() {
        List<String[]> all = database.list(COLUMNS, row -> new String[] {row.string("tab"), row.string("name")})
                .block();
        all.forEach(each ->
                columns.computeIfAbsent(each[0], table -> new HashSet<>()).add(each[1]));
    }

    @Override
    public Set<String> columns(String table) {
        return columns.getOrDefault(table, Set.of());
    }

    @Override
    public Flux<SourceRow> rows(String sql, List<String> columns) {
        return database.snapshot(snapshot -> snapshot.pages(sql, row -> row(row, columns), PAGE_ROWS))
                .publishOn(Schedulers.boundedElastic(), 1)
                .concatMapIterable(page -> page, 1);
    }

    private static SourceRow row(Row row, List<String> columns) {
        Map<String, String> values = new HashMap<>();
        columns.forEach(column -> values.put(column, row.string(column)));
        return new SourceRow(values);
    }

    @Override
    public void close() {
        database.close().block();
    }
}
