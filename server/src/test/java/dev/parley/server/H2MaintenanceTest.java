package dev.parley.server;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2MaintenanceTest extends MaintenanceContract {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Override
    TestHub hub() {
        return HUB;
    }
}
