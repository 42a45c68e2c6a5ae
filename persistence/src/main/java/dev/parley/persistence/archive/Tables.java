package dev.parley.persistence.archive;

import dev.parley.persistence.Queries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All that a database holds, as tables: to be moved as a whole. */
public final class Tables {

    private static final int MAX_COLUMNS = 10_000;

    /** What the processes of the moment say of themselves, and what is written before any table. */
    private static final Set<String> NOT_MOVED =
            Set.of("schema_versions", "nodes", "online_bots", "leases", "ws_tickets");

    private static final String COLUMNS = """
        SELECT lower(table_name) AS tab, lower(column_name) AS col, lower(data_type) AS type
          FROM information_schema.columns
         WHERE table_schema = current_schema
         ORDER BY table_name, ordinal_position
         LIMIT $1
        """;

    private static final String VERSIONS = "SELECT version FROM schema_versions ORDER BY version LIMIT $1";

    private Tables() {}

    /** Every table with something to keep, by name. */
    public static Mono<List<TableShape>> list(Queries queries) {
        return queries.list(
                        COLUMNS,
                        row -> new Found(
                                row.string("tab"),
                                new TableShape.Column(row.string("col"), ColumnType.of(row.string("type")))),
                        MAX_COLUMNS)
                .map(Tables::grouped);
    }

    private static List<TableShape> grouped(List<Found> columns) {
        Map<String, List<TableShape.Column>> tables = new LinkedHashMap<>();
        for (Found found : columns) {
            if (!NOT_MOVED.contains(found.table())) {
                tables.computeIfAbsent(found.table(), name -> new ArrayList<>()).add(found.column());
            }
        }
        return tables.entrySet().stream()
                .map(table -> new TableShape(table.getKey(), List.copyOf(table.getValue())))
                .toList();
    }

    private record Found(String table, TableShape.Column column) {}

    /** The names of the schema's scripts that were applied. */
    public static Mono<List<String>> versions(Queries queries) {
        return queries.list(VERSIONS, row -> row.string("version"), MAX_COLUMNS);
    }

    /** The tables that have rows. */
    public static Flux<String> listFilled(Queries queries) {
        return list(queries)
                .flatMapMany(Flux::fromIterable)
                .map(TableShape::name)
                .filterWhen(table -> queries.one("SELECT 1 AS one FROM " + table + " LIMIT 1", row -> true)
                        .defaultIfEmpty(false));
    }

    /** Names the histories of all organisations anew, so that nobody's position is taken for one of now; emits how many. */
    public static Mono<Long> beginEpochs(Queries queries) {
        return queries.execute("UPDATE org_positions SET epoch = $1", newEpoch());
    }

    private static String newEpoch() {
        return Long.toHexString(UUID.randomUUID().getLeastSignificantBits());
    }
}
