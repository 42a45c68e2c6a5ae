package dev.parley.server.file;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2UploadQuotaTest implements UploadQuotaContract {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2().with(PER_DAY, "3");

    @Override
    public TestHub hub() {
        return HUB;
    }
}
