package dev.parley.persistence.archive;

import dev.parley.persistence.Insert;
import java.util.List;
import java.util.stream.Collectors;

/** A table as it is moved from one database to another: its name, and its columns in their order. */
public record TableShape(String name, List<Column> columns) {

    /** What a column holds. */
    public record Column(String name, ColumnType type) {}

    /** Reads all of it. */
    public String select() {
        return "SELECT " + columns.stream().map(Column::name).collect(Collectors.joining(", ")) + " FROM " + name;
    }

    /** Writes rows of it. */
    public Insert into() {
        return new Insert(name, columns.stream().map(Column::name).toList());
    }

    /** Whether its rows are far larger than others. */
    public boolean isLarge() {
        return columns.stream().anyMatch(column -> column.type() == ColumnType.BYTES);
    }
}
