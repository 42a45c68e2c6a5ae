package dev.parley.server.thread;

import org.junit.jupiter.api.extension.RegisterExtension;

class H2CrowdTest implements CrowdContract {

    @RegisterExtension
    static final ThreadHub HUB = new ThreadHub();

    @Override
    public ThreadHub hub() {
        return HUB;
    }
}
