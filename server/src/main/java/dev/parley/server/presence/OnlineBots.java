package dev.parley.server.presence;

import dev.parley.persistence.node.OnlineBot;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.BotRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which bots are connected to which nodes, as far as this node knows. Tells of each bot that comes to be connected to any, and
 * to none, once and in that order, before the call returns that brought it about.
 */
final class OnlineBots {

    private final Map<Key, Online> online = new ConcurrentHashMap<>();
    private final Map<UUID, Set<Key>> nodes = new HashMap<>();
    private final Watcher watcher;

    OnlineBots(Watcher watcher) {
        this.watcher = watcher;
    }

    /** Is told of the bots that come and go; called under a lock, so it must be quick. */
    interface Watcher {

        void online(OrgId org, BotRef bot);

        void offline(OrgId org, BotRef bot);
    }

    boolean isOnline(OrgId org, BotId bot) {
        return online.containsKey(new Key(org, bot));
    }

    /** Bots that are online anywhere. */
    int count() {
        return online.size();
    }

    /** Those of an organisation; looks at all. */
    int count(OrgId org) {
        return (int) online.keySet().stream().filter(key -> key.org.equals(org)).count();
    }

    /** A bot is connected to a node. */
    synchronized void add(UUID node, OnlineBot added) {
        Key key = Key.of(added);
        nodes.computeIfAbsent(node, first -> new HashSet<>()).add(key);
        Online before = online.get(key);
        if (before == null) {
            online.put(key, new Online(added.bot(), Set.of(node)));
            watcher.online(key.org, added.bot());
        } else {
            online.put(key, before.with(node, added.bot()));
        }
    }

    /** A bot is not connected to a node any more. */
    synchronized void remove(UUID node, OrgId org, BotId bot) {
        Key key = new Key(org, bot);
        if (nodes.getOrDefault(node, new HashSet<>()).remove(key)) {
            leave(key, node);
        }
    }

    /** These are the bots of a node now. Whoever moves between nodes meanwhile stays online. */
    synchronized void replace(UUID node, Collection<OnlineBot> bots) {
        Set<Key> now = bots.stream().map(Key::of).collect(Collectors.toSet());
        bots.forEach(bot -> add(node, bot));
        List<Key> gone = nodes.getOrDefault(node, Set.of()).stream()
                .filter(key -> !now.contains(key))
                .toList();
        gone.forEach(key -> remove(node, key.org, key.bot));
    }

    /** A node is gone. */
    synchronized void removeAll(UUID node) {
        replace(node, List.of());
        nodes.remove(node);
    }

    /** A bot has another name, by which its going offline is to be told. */
    synchronized void rename(OrgId org, BotRef bot) {
        online.computeIfPresent(new Key(org, bot.id()), (key, known) -> new Online(bot, known.nodes));
    }

    /** A bot is gone for good, and everybody knows. */
    synchronized void forget(OrgId org, BotId bot) {
        Key key = new Key(org, bot);
        online.remove(key);
        nodes.values().forEach(bots -> bots.remove(key));
    }

    private void leave(Key key, UUID node) {
        Online left = online.get(key).without(node);
        if (left.nodes.isEmpty()) {
            online.remove(key);
            watcher.offline(key.org, left.bot);
        } else {
            online.put(key, left);
        }
    }

    private record Key(OrgId org, BotId bot) {

        static Key of(OnlineBot online) {
            return new Key(online.org(), online.bot().id());
        }
    }

    private record Online(BotRef bot, Set<UUID> nodes) {

        Online with(UUID node, BotRef now) {
            return new Online(
                    now, Stream.concat(nodes.stream(), Stream.of(node)).collect(Collectors.toSet()));
        }

        Online without(UUID node) {
            return new Online(
                    bot, nodes.stream().filter(other -> !other.equals(node)).collect(Collectors.toSet()));
        }
    }
}
