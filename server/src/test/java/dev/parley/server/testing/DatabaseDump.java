package dev.parley.server.testing;

import dev.parley.persistence.Queries;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everything a database holds, as text: to compare, and to search for what should not be there. */
public final class DatabaseDump {

    /** Written without anybody having changed anything. */
    private static final Set<String> VOLATILE = Set.of("last_seen_at", "last_used_at");

    /** As above, of one table: how far deliveries have come. */
    private static final Map<String, Set<String>> VOLATILE_OF_TABLE = Map.of(
            "bot_cursors",
            Set.of("delivered_position", "delivered_at", "gaps"),
            "webhooks",
            Set.of(
                    "position",
                    "attempts",
                    "next_attempt_at",
                    "consecutive_failures",
                    "last_success_at",
                    "last_failure_at",
                    "lease_owner",
                    "leased_until"));

    /** Rows come and go in them without anybody having changed anything. */
    private static final Set<String> LOGS = Set.of("webhook_attempts", "webhook_dead_letters");

    private static final String COLUMNS = """
        SELECT table_name AS tab, column_name AS col
          FROM information_schema.columns
         WHERE lower(table_schema) = 'public'
         ORDER BY table_name, column_name
        """;

    private DatabaseDump() {}

    /** The rows of every table, sorted; what time alone changes is left out. */
    public static Mono<Map<String, List<String>>> of(Queries database) {
        return database.list(COLUMNS, row -> List.of(row.string("tab"), row.string("col")))
                .flatMapMany(columns -> Flux.fromIterable(columns.stream()
                        .filter(column -> !isVolatile(column.get(0), column.get(1)))
                        .collect(Collectors.groupingBy(
                                column -> column.get(0),
                                Collectors.mapping(column -> column.get(1), Collectors.toList())))
                        .entrySet()))
                .concatMap(table ->
                        rows(database, table.getKey(), table.getValue()).map(rows -> Map.entry(table.getKey(), rows)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new);
    }

    private static boolean isVolatile(String table, String column) {
        return VOLATILE.contains(column)
                || VOLATILE_OF_TABLE.getOrDefault(table, Set.of()).contains(column);
    }

    /** The rows that came, went or changed; not those of logs. */
    public static List<String> difference(Map<String, List<String>> before, Map<String, List<String>> after) {
        return after.keySet().stream()
                .filter(table -> !LOGS.contains(table))
                .flatMap(table -> Stream.concat(
                        others(before.get(table), after.get(table)).map(row -> "- " + table + ": " + row),
                        others(after.get(table), before.get(table)).map(row -> "+ " + table + ": " + row)))
                .toList();
    }

    private static Stream<String> others(List<String> rows, List<String> known) {
        Set<String> there = Set.copyOf(known);
        return rows.stream().filter(row -> !there.contains(row));
    }

    private static Mono<List<String>> rows(Queries database, String table, List<String> columns) {
        String line = columns.stream()
                .map("coalesce(cast(%s as varchar), 'null')"::formatted)
                .collect(Collectors.joining(", ", "concat_ws(' | ', ", ", '')"));
        return database.list("SELECT " + line + " AS line FROM " + table, row -> row.string("line"))
                .map(rows -> rows.stream().sorted().toList());
    }
}
