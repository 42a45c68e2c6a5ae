package dev.parley.server.org;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2RevocationRaceTest implements RevocationRaceContract {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Override
    public TestHub hub() {
        return HUB;
    }
}
