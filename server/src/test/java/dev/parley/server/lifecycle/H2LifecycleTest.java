package dev.parley.server.lifecycle;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2LifecycleTest implements LifecycleContract {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.h2();

    @Override
    public Database database() {
        return DATABASE.database();
    }
}
