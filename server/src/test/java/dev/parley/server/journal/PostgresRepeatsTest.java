package dev.parley.server.journal;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresRepeatsTest implements RepeatsContract {

    @RegisterExtension
    static final TestDatabase POSTGRES = TestDatabase.postgres();

    @Override
    public Database database() {
        return POSTGRES.database();
    }
}
