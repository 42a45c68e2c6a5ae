package dev.parley.server.journal;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2RepeatsTest implements RepeatsContract {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    @Override
    public Database database() {
        return H2.database();
    }
}
