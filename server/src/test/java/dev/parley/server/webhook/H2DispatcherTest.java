package dev.parley.server.webhook;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2DispatcherTest extends DispatcherContract {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.h2();

    @Override
    Database database() {
        return DATABASE.database();
    }
}
