package dev.parley.persistence.archive;

import dev.parley.persistence.Row;
import java.util.UUID;

/** The types of columns that the schema uses. */
public enum ColumnType {
    UUID(UUID.class),
    TEXT(String.class),
    LONG(Long.class),
    INTEGER(Integer.class),
    FLAG(Boolean.class),
    BYTES(byte[].class);

    private final Class<?> valueType;

    ColumnType(Class<?> valueType) {
        this.valueType = valueType;
    }

    /** The type of that name, as either database calls it. */
    static ColumnType of(String dataType) {
        return switch (dataType) {
            case "uuid" -> UUID;
            case "character varying", "text" -> TEXT;
            case "bigint" -> LONG;
            case "integer" -> INTEGER;
            case "boolean" -> FLAG;
            case "bytea", "binary varying" -> BYTES;
            default -> throw new IllegalStateException("No column is expected to be " + dataType);
        };
    }

    /** Null for SQL NULL. */
    public Object read(Row row, String column) {
        return row.get(column, valueType);
    }
}
