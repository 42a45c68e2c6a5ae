package dev.parley.server.events;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresPollTest implements PollContract {

    @RegisterExtension
    static final TestHub HUB = TestHub.onPostgres();

    @Override
    public TestHub hub() {
        return HUB;
    }
}
