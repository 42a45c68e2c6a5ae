package dev.parley.server.org;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresRevocationRaceTest implements RevocationRaceContract {

    @RegisterExtension
    static final TestHub HUB = TestHub.onPostgres();

    @Override
    public TestHub hub() {
        return HUB;
    }
}
