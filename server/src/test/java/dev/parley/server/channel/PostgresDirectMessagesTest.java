package dev.parley.server.channel;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDirectMessagesTest implements DirectMessagesContract {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.postgres();

    @Override
    public Database database() {
        return DATABASE.database();
    }
}
