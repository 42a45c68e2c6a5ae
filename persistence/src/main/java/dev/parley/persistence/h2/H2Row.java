package dev.parley.persistence.h2;

import dev.parley.persistence.Row;
import dev.parley.persistence.StorageException;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The current row of a JDBC result. */
record H2Row(ResultSet rows) implements Row {

    @Override
    public <T> T get(String column, Class<T> type) {
        try {
            return rows.getObject(column, type);
        } catch (SQLException e) {
            throw StorageException.ofSqlState(e.getSQLState(), e);
        }
    }
}
