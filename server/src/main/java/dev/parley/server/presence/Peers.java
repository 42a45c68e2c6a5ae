package dev.parley.server.presence;

import dev.parley.persistence.node.Node;
import dev.parley.persistence.node.NodeBots;
import dev.parley.persistence.node.OnlineBot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the other nodes have: by what they tell, as long as each message follows the one before, and by what is stored wherever
 * one is missing. A version is of no use before it is known what it stands for.
 */
final class Peers {

    /** Messages that wait for what they follow to be read; one more than these is a gap again. */
    private static final int MAX_WAITING = 256;

    /** Looks at the nodes in which one is missing before it is taken for gone: it may have begun during a look. */
    private static final int ABSENCES = 2;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Map<UUID, Peer> peers = new HashMap<>();
    private final OnlineBots online;

    Peers(OnlineBots online) {
        this.online = online;
    }

    /** The nodes that are known besides this one. */
    synchronized int count() {
        return peers.size();
    }

    /** Takes what a node tells. */
    synchronized void told(PresenceMessage message) {
        if (message.to() == PresenceMessage.GONE) {
            gone(message.node());
            return;
        }
        Peer peer = peer(message.node());
        if (message.from() == PresenceMessage.NOTHING && message.to() > peer.version) {
            online.replace(message.node(), bots(message.online()));
            peer.version = message.to();
            peer.waiting.clear();
        } else if (message.from() == peer.version) {
            apply(peer, message);
        } else if (message.to() > peer.version) {
            peer.await(message);
        }
    }

    private void apply(Peer peer, PresenceMessage message) {
        message.online().forEach(entry -> online.add(message.node(), entry.online()));
        message.offline().forEach(entry -> online.remove(message.node(), entry.orgId(), entry.botId()));
        peer.version = message.to();
    }

    /** Takes all other nodes there are; emits those whose bots are to be read. */
    synchronized List<UUID> found(List<Node> nodes) {
        Map<UUID, Node> now = nodes.stream().collect(Collectors.toMap(Node::id, Function.identity()));
        peers.forEach((id, peer) -> peer.absences = now.containsKey(id) ? 0 : peer.absences + 1);
        List<UUID> gone = peers.entrySet().stream()
                .filter(peer -> peer.getValue().absences >= ABSENCES)
                .map(Map.Entry::getKey)
                .toList();
        gone.forEach(this::gone);
        return nodes.stream()
                .filter(node -> peer(node.id()).version < node.version())
                .map(Node::id)
                .toList();
    }

    /** Takes what is stored of a node, and what it told since. */
    synchronized void read(UUID node, NodeBots stored) {
        Peer peer = peer(node);
        if (stored.version() < peer.version) {
            return;
        }
        online.replace(node, stored.bots());
        peer.version = stored.version();
        List<PresenceMessage> since = new ArrayList<>(peer.waiting);
        peer.waiting.clear();
        since.forEach(this::told);
    }

    /** A node is no more. */
    synchronized void gone(UUID node) {
        peers.remove(node);
        online.removeAll(node);
    }

    /** Everything is to be read again. */
    synchronized void doubt() {
        peers.values().forEach(peer -> peer.version = UNKNOWN);
    }

    private Peer peer(UUID node) {
        return peers.computeIfAbsent(node, first -> new Peer());
    }

    private static List<OnlineBot> bots(List<PresenceMessage.Entry> entries) {
        return entries.stream().map(PresenceMessage.Entry::online).toList();
    }

    private static final class Peer {

        private final Deque<PresenceMessage> waiting = new ArrayDeque<>();
        private long version = UNKNOWN;
        private int absences;

        void await(PresenceMessage message) {
            if (waiting.size() == MAX_WAITING) {
                waiting.removeFirst();
            }
            waiting.addLast(message);
        }
    }
}
