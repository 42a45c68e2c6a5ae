package dev.parley.persistence;

/** Builds a value from one row; it must not keep the row. */
@FunctionalInterface
public interface RowMapper<T> {
    T map(Row row);
}
