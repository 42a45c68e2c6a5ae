package dev.parley.server.presence;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.node.Node;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tells which nodes are dead: those that were looked at all the time and gave no sign of life. Compares no clocks: what counts
 * is how long, by this node's own, a node stayed as it was. When the database could not be read for a while, or this node did
 * not run, nobody could have seen a sign; all get their time anew then.
 */
final class SignsOfLife {

    /** How often a node gives one. */
    static final Duration RENEW = Duration.ofSeconds(5);

    /** Who gives none for so long is dead. */
    static final Duration DEAD = Duration.ofSeconds(15);

    private final Ticker ticker;
    private Map<UUID, Sign> signs = Map.of();
    private long lookedAt;

    SignsOfLife(Ticker ticker) {
        this.ticker = ticker;
        this.lookedAt = ticker.read();
    }

    /** To be called with every successful look at the nodes, and by one thread at a time; the dead ones among them. */
    List<Node> dead(List<Node> nodes) {
        long now = ticker.read();
        boolean looked = now - lookedAt < RENEW.toNanos();
        lookedAt = now;
        Map<UUID, Sign> latest = new HashMap<>();
        for (Node node : nodes) {
            Sign before = looked ? signs.get(node.id()) : null;
            boolean silent = before != null && before.renewedAtMillis == node.renewedAtMillis();
            latest.put(node.id(), silent ? before : new Sign(node.renewedAtMillis(), now));
        }
        signs = latest;
        return nodes.stream()
                .filter(node -> now - latest.get(node.id()).seenAt >= DEAD.toNanos())
                .toList();
    }

    private record Sign(long renewedAtMillis, long seenAt) {}
}
