package dev.parley.server.events;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresWaitingPollTest implements WaitingPollContract {

    @RegisterExtension
    static final TestHub HUB = TestHub.onPostgres();

    @Override
    public TestHub hub() {
        return HUB;
    }
}
