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
                        .filter(column -> !VOLATILE.contains(column.get(1)))
                        .collect(Collectors.groupingBy(
                                column -> column.get(0),
                                Collectors.mapping(column -> column.get(1), Collectors.toList())))
                        .entrySet()))
                .concatMap(table ->
                        rows(database, table.getKey(), table.getValue()).map(rows -> Map.entry(table.getKey(), rows)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new);
    }

    /** The rows that came, went or changed. */
    public static List<String> difference(Map<String, List<String>> before, Map<String, List<String>> after) {
        return after.keySet().stream()
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
