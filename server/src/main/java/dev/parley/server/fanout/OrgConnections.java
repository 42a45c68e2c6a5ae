package dev.parley.server.fanout;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.protocol.BotId;
import dev.parley.protocol.bot.BotRef;
import dev.parley.server.journal.Audience;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The open connections of one organisation. Resolving an audience costs nothing while neither its set of bots nor the
 * connections changed: the result is remembered per set (by identity) and dropped with every change.
 */
final class OrgConnections {

    private final Recipients.HubLookup hubs;
    private final Map<BotId, List<Connection>> byBot = new HashMap<>();
    private final Set<Connection> admins = new HashSet<>();
    private final Cache<Set<BotId>, Recipients> resolved =
            Caffeine.newBuilder().weakKeys().maximumSize(10_000).build();

    OrgConnections(Recipients.HubLookup hubs) {
        this.hubs = hubs;
    }

    /** True when the bot had no connection that counts for its presence and now has one. */
    synchronized boolean add(Connection connection) {
        resolved.invalidateAll();
        if (connection.bot().isEmpty()) {
            admins.add(connection);
            return false;
        }
        BotId bot = connection.bot().get();
        boolean wasOnline = isOnline(bot);
        byBot.computeIfAbsent(bot, first -> new ArrayList<>()).add(connection);
        return !wasOnline && connection.countsForPresence();
    }

    /** True when the bot lost its last connection that counts for its presence. */
    synchronized boolean remove(Connection connection) {
        resolved.invalidateAll();
        if (connection.bot().isEmpty()) {
            admins.remove(connection);
            return false;
        }
        BotId bot = connection.bot().get();
        List<Connection> connections = byBot.getOrDefault(bot, new ArrayList<>());
        boolean removed = connections.remove(connection);
        if (connections.isEmpty()) {
            byBot.remove(bot);
        }
        return removed && connection.countsForPresence() && !isOnline(bot);
    }

    synchronized boolean isEmpty() {
        return byBot.isEmpty() && admins.isEmpty();
    }

    synchronized boolean isOnline(BotId bot) {
        return byBot.getOrDefault(bot, List.of()).stream().anyMatch(Connection::countsForPresence);
    }

    /** Bots with a connection that counts for their presence. */
    synchronized List<BotRef> onlineBots() {
        return byBot.values().stream()
                .flatMap(connections -> connections.stream()
                        .filter(Connection::countsForPresence)
                        .limit(1))
                .flatMap(connection -> connection.botRef().stream())
                .toList();
    }

    synchronized List<Connection> of(BotId bot) {
        return List.copyOf(byBot.getOrDefault(bot, List.of()));
    }

    synchronized List<Connection> all() {
        return allExcept(Optional.empty());
    }

    synchronized int bots() {
        return byBot.size();
    }

    synchronized Recipients bots(Set<BotId> bots) {
        return resolved.get(bots, members -> Recipients.of(connectionsOf(members), hubs));
    }

    synchronized Recipients admins(Audience.Admins which, UUID topic) {
        if (admins.isEmpty()) {
            return Recipients.NONE;
        }
        boolean all = which == Audience.Admins.ALL;
        return Recipients.of(
                admins.stream().filter(admin -> all || admin.watches(topic)).toList(), hubs);
    }

    synchronized Recipients everyoneExcept(Optional<BotId> bot) {
        return Recipients.of(allExcept(bot), hubs);
    }

    private List<Connection> allExcept(Optional<BotId> bot) {
        List<Connection> all = new ArrayList<>(admins);
        byBot.forEach((owner, connections) -> {
            if (bot.filter(owner::equals).isEmpty()) {
                all.addAll(connections);
            }
        });
        return all;
    }

    private Collection<Connection> connectionsOf(Set<BotId> bots) {
        List<Connection> found = new ArrayList<>();
        bots.forEach(bot -> found.addAll(byBot.getOrDefault(bot, List.of())));
        return found;
    }
}
