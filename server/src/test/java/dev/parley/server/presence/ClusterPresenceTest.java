package dev.parley.server.presence;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.server.testing.MemoryBus;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Presence where messages arrive at once. */
class ClusterPresenceTest extends ClusterPresenceContract {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private final MemoryBus bus = new MemoryBus();
    private final Map<PresenceNode, MemoryBus.Node> buses = new HashMap<>();

    @Override
    Database database() {
        return H2.database();
    }

    @Override
    void deaf(PresenceNode node, boolean isDeaf) {
        buses.get(node).deaf(isDeaf);
    }

    @Override
    PresenceNode join() {
        MemoryBus.Node connected = bus.join();
        PresenceNode node = new PresenceNode(database(), connected, clock);
        buses.put(node, connected);
        return node;
    }

    @Override
    void settle() {
        // A message has arrived when it was sent.
    }
}
