package dev.parley.server.thread;

import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresCrowdTest implements CrowdContract {

    @RegisterExtension
    static final ThreadHub HUB = ThreadHub.onPostgres();

    @Override
    public ThreadHub hub() {
        return HUB;
    }
}
