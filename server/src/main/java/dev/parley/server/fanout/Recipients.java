package dev.parley.server.fanout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;

/** Connections, grouped by the hub that writes to them. */
record Recipients(List<Group> groups, int size) {

    static final Recipients NONE = new Recipients(List.of(), 0);

    static Recipients of(Collection<Connection> connections, HubLookup hubs) {
        if (connections.isEmpty()) {
            return NONE;
        }
        IdentityHashMap<LoopHub, List<Connection>> byHub = new IdentityHashMap<>();
        for (Connection connection : connections) {
            byHub.computeIfAbsent(hubs.hubOf(connection), hub -> new ArrayList<>())
                    .add(connection);
        }
        List<Group> groups = byHub.entrySet().stream()
                .map(entry -> new Group(entry.getKey(), entry.getValue().toArray(Connection[]::new)))
                .toList();
        return new Recipients(groups, connections.size());
    }

    record Group(LoopHub hub, Connection[] connections) {}

    /** Finds the hub of a connection's event loop. */
    @FunctionalInterface
    interface HubLookup {
        LoopHub hubOf(Connection connection);
    }
}
