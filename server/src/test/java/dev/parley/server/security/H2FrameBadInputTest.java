package dev.parley.server.security;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2FrameBadInputTest implements FrameBadInputContract {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Override
    public TestHub hub() {
        return HUB;
    }
}
