package dev.parley.server.events;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2PollTest implements PollContract {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Override
    public TestHub hub() {
        return HUB;
    }
}
