package dev.parley.server.security;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresFrameBadInputTest implements FrameBadInputContract {

    @RegisterExtension
    static final TestHub HUB = TestHub.onPostgres();

    @Override
    public TestHub hub() {
        return HUB;
    }
}
