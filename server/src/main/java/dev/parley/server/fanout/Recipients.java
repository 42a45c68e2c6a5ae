package dev.parley.server.fanout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Connections, grouped by the hub that writes to them and by the form they want. */
record Recipients(List<Group> groups, int size) {

    static final Recipients NONE = new Recipients(List.of(), 0);

    static Recipients of(Collection<Connection> connections, HubLookup hubs) {
        if (connections.isEmpty()) {
            return NONE;
        }
        Map<Kind, List<Connection>> byKind = new HashMap<>();
        for (Connection connection : connections) {
            byKind.computeIfAbsent(new Kind(hubs.hubOf(connection), connection.form()), kind -> new ArrayList<>())
                    .add(connection);
        }
        List<Group> groups = byKind.entrySet().stream()
                .map(entry -> new Group(
                        entry.getKey().hub(),
                        entry.getKey().form(),
                        entry.getValue().toArray(Connection[]::new)))
                .toList();
        return new Recipients(groups, connections.size());
    }

    /** Those to whom the same bytes are written at once. */
    record Group(LoopHub hub, FrameForm form, Connection[] connections) {}

    private record Kind(LoopHub hub, FrameForm form) {}

    /** Finds the hub of a connection's event loop. */
    @FunctionalInterface
    interface HubLookup {
        LoopHub hubOf(Connection connection);
    }
}
