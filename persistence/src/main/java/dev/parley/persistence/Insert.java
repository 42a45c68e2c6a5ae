package dev.parley.persistence;

import java.util.List;
import java.util.StringJoiner;

/** An {@code INSERT} into some columns of a table, for any number of rows at once. */
public record Insert(String table, List<String> columns) {

    public static Insert into(String table, String... columns) {
        return new Insert(table, List.of(columns));
    }

    /** The statement for {@code rows} rows, with placeholders {@code $1} to {@code $(rows × columns)}. */
    public String sql(int rows) {
        StringBuilder sql = new StringBuilder("INSERT INTO ")
                .append(table)
                .append(" (")
                .append(String.join(", ", columns))
                .append(") VALUES ");
        for (int row = 0; row < rows; row++) {
            sql.append(row == 0 ? "" : ", ").append(placeholders(row * columns.size()));
        }
        return sql.toString();
    }

    private String placeholders(int before) {
        StringJoiner list = new StringJoiner(", ", "(", ")");
        for (int column = 1; column <= columns.size(); column++) {
            list.add("$" + (before + column));
        }
        return list.toString();
    }
}
