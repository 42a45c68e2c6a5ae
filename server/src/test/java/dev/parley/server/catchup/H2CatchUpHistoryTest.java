package dev.parley.server.catchup;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2CatchUpHistoryTest implements CatchUpHistoryContract {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Override
    public TestHub hub() {
        return HUB;
    }
}
