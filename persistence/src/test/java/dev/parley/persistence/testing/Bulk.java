package dev.parley.persistence.testing;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Inserts thousands of rows with one parameter for each column: a driver that looks at each value takes much longer. */
public final class Bulk {

    private static final Map<Class<?>, String> TYPES = Map.of(
            UUID.class, "uuid",
            Long.class, "bigint",
            Integer.class, "integer",
            Boolean.class, "boolean",
            String.class, "varchar");

    private Bulk() {}

    /** Inserts rows as {@link Queries#insert} does; the values of a column are of one type or null. Blocks. */
    public static void insert(Queries queries, Insert into, List<Object[]> rows) {
        List<Column> columns = IntStream.range(0, into.columns().size())
                .mapToObj(i -> Column.of(into.columns().get(i), i, rows))
                .flatMap(Optional::stream)
                .toList();
        Object[] arrays = columns.stream().map(Column::values).toArray();
        queries.execute(sql(into.table(), columns), arrays).block();
    }

    private static String sql(String table, List<Column> columns) {
        String names = String.join(", ", columns.stream().map(Column::name).toList());
        List<String> arrays = new ArrayList<>();
        for (Column column : columns) {
            arrays.add("cast($%d AS %s array)".formatted(arrays.size() + 1, TYPES.get(column.type())));
        }
        return "INSERT INTO %1$s (%2$s) SELECT %2$s FROM unnest(%3$s) AS filled(%2$s)"
                .formatted(table, names, String.join(", ", arrays));
    }

    /**
     * A column in which something is not null.
     *
     * @param values an array of that type
     */
    private record Column(String name, Class<?> type, Object values) {

        static Optional<Column> of(String name, int index, List<Object[]> rows) {
            List<Object> values = new ArrayList<>();
            rows.forEach(row -> values.add(row[index]));
            return values.stream()
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(Object::getClass)
                    .map(type -> new Column(name, type, array(type, values)));
        }

        private static Object array(Class<?> type, List<Object> values) {
            return values.toArray((Object[]) Array.newInstance(type, 0));
        }
    }
}
