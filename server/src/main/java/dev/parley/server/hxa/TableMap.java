package dev.parley.server.hxa;

import dev.parley.persistence.Insert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * How the rows of a table become rows of ours. A column may have had several names; one that is missing counts as null. A row
 * without what it must have is left behind.
 */
final class TableMap {

    private final String source;
    private final String target;
    private final List<Column> columns = new ArrayList<>();

    private TableMap(String source, String target) {
        this.source = source;
        this.target = target;
    }

    static TableMap of(String source, String target) {
        return new TableMap(source, target);
    }

    private record Column(
            String target,
            List<String> sources,
            BiFunction<SourceRow, String, ?> read,
            Object fallback,
            boolean must) {}

    private TableMap with(
            String target,
            BiFunction<SourceRow, String, Optional<?>> read,
            Object fallback,
            boolean must,
            String... sources) {
        List<String> names = sources.length == 0 ? List.of(target) : List.of(sources);
        columns.add(
                new Column(target, names, (row, name) -> read.apply(row, name).orElse(null), fallback, must));
        return this;
    }

    TableMap id(String target, String... sources) {
        return with(target, SourceRow::uuid, null, true, sources);
    }

    TableMap reference(String target, String... sources) {
        return with(target, SourceRow::uuid, null, false, sources);
    }

    TableMap must(String target, String... sources) {
        return with(target, SourceRow::text, null, true, sources);
    }

    TableMap text(String target, String fallback, String... sources) {
        return with(target, SourceRow::text, fallback, false, sources);
    }

    TableMap json(String target, String... sources) {
        return with(target, SourceRow::json, null, false, sources);
    }

    TableMap number(String target, Long fallback, String... sources) {
        return with(target, SourceRow::number, fallback, false, sources);
    }

    TableMap integer(String target, int fallback) {
        return with(target, (row, name) -> row.number(name).map(Math::toIntExact), fallback, false);
    }

    TableMap flag(String target) {
        return with(target, (row, name) -> Optional.of(row.flag(name)), false, false);
    }

    String source() {
        return source;
    }

    Insert into() {
        return Insert.into(target, columns.stream().map(Column::target).toArray(String[]::new));
    }

    /** The values of a row in the order of the columns; empty when it lacks what it must have. */
    Optional<Object[]> row(SourceRow row) {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            Column column = columns.get(i);
            values[i] = value(column, row);
            if (values[i] == null && column.must()) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static Object value(Column column, SourceRow row) {
        for (String name : column.sources()) {
            Object value = column.read().apply(row, name);
            if (value != null) {
                return value;
            }
        }
        return column.fallback();
    }

    /** The columns without which no row can be read, and of which the source has none. */
    List<String> missing(Set<String> there) {
        return columns.stream()
                .filter(column -> column.must() && column.sources().stream().noneMatch(there::contains))
                .map(column -> source + "." + column.sources().get(0))
                .toList();
    }
}
