package dev.parley.server.file;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresUploadQuotaTest implements UploadQuotaContract {

    @RegisterExtension
    static final TestHub HUB = TestHub.onPostgres().with(PER_DAY, "3");

    @Override
    public TestHub hub() {
        return HUB;
    }
}
