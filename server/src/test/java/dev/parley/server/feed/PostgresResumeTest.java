package dev.parley.server.feed;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresResumeTest implements ResumeContract {

    @RegisterExtension
    static final TestHub HUB = TestHub.onPostgres();

    @Override
    public TestHub hub() {
        return HUB;
    }
}
