package dev.parley.server.feed;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2ResumeTest implements ResumeContract {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Override
    public TestHub hub() {
        return HUB;
    }
}
