package dev.parley.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

class SqliteImportTest extends ImportContract {

    @Override
    List<String> make(List<String> statements) throws SQLException {
        Path file = data().resolve(UUID.randomUUID() + ".db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql.replace("{flag}", "INTEGER"));
            }
        }
        return List.of(file.toString());
    }
}
