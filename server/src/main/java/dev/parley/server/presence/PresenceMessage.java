package dev.parley.server.presence;

import dev.parley.persistence.node.OnlineBot;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.BotRef;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What a node tells the others of the bots that are connected to it, after it has written it down.
 *
 * @param from the version it follows; with what comes online these are all its bots when it follows {@link #NOTHING}
 * @param to the version that is reached, or {@link #GONE} when the node leaves
 * @param offline without names
 */
record PresenceMessage(UUID node, long from, long to, List<Entry> online, List<Entry> offline) {

    static final long NOTHING = -1;
    static final long GONE = Long.MAX_VALUE;

    static PresenceMessage changes(
            UUID node, long from, long to, Collection<OnlineBot> cameOnline, Collection<OnlineBot> wentOffline) {
        return new PresenceMessage(node, from, to, entries(cameOnline), entries(wentOffline));
    }

    static PresenceMessage all(UUID node, long version, Collection<OnlineBot> bots) {
        return changes(node, NOTHING, version, bots, List.of());
    }

    static PresenceMessage gone(UUID node) {
        return changes(node, NOTHING, GONE, List.of(), List.of());
    }

    private static List<Entry> entries(Collection<OnlineBot> bots) {
        return bots.stream()
                .map(online -> new Entry(
                        online.org().value(),
                        online.bot().id().value(),
                        online.bot().name()))
                .toList();
    }

    static PresenceMessage read(byte[] json) {
        return Json.mapper().readValue(json, PresenceMessage.class);
    }

    byte[] write() {
        return Json.writeBytes(this);
    }

    /** A bot of an organisation. */
    record Entry(UUID org, UUID bot, String name) {

        OrgId orgId() {
            return new OrgId(org);
        }

        BotId botId() {
            return new BotId(bot);
        }

        OnlineBot online() {
            return new OnlineBot(orgId(), new BotRef(botId(), name));
        }
    }
}
