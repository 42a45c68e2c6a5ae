package dev.parley.persistence;

import java.util.UUID;

/** One row of a result, read by column name. A method that returns an object returns null for SQL NULL. */
public interface Row {

    <T> T get(String column, Class<T> type);

    default UUID uuid(String column) {
        return get(column, UUID.class);
    }

    default String string(String column) {
        return get(column, String.class);
    }

    default Long nullableLong(String column) {
        return get(column, Long.class);
    }

    default long number(String column) {
        return get(column, Long.class);
    }

    default int integer(String column) {
        return get(column, Integer.class);
    }

    default boolean flag(String column) {
        return get(column, Boolean.class);
    }
}
