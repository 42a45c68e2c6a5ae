package dev.parley.server.history;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2HistoryTest implements HistoryContract {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2().with("HXA_CONNECT_WEBHOOK_ALLOW", "127.0.0.0/8");

    @Override
    public Nodes nodes() {
        return Nodes.local(HUB.hub().port());
    }
}
