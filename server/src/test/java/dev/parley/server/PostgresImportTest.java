package dev.parley.server;

import dev.parley.persistence.Database;
import dev.parley.persistence.postgres.PostgresDatabase;
import dev.parley.persistence.testing.TestPostgres;
import java.util.List;

class PostgresImportTest extends ImportContract {

    @Override
    List<String> make(List<String> statements) {
        String url = TestPostgres.createDatabase();
        Database database = PostgresDatabase.open(url, 2).block();
        try {
            for (String sql : statements) {
                database.execute(sql.replace("{flag}", "BOOLEAN")).block();
            }
        } finally {
            database.close().block();
        }
        return List.of(url, "--files", data().toString());
    }
}
