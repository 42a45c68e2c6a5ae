package dev.parley.persistence.postgres;

import dev.parley.persistence.Row;

/** The current row of an R2DBC result. */
record PostgresRow(io.r2dbc.spi.Row row) implements Row {

    @Override
    public <T> T get(String column, Class<T> type) {
        return row.get(column, type);
    }
}
