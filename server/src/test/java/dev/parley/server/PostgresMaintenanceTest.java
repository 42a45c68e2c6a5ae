package dev.parley.server;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresMaintenanceTest extends MaintenanceContract {

    @RegisterExtension
    static final TestHub HUB = TestHub.onPostgres();

    @Override
    TestHub hub() {
        return HUB;
    }
}
