package dev.parley.server.presence;

import dev.parley.persistence.node.OnlineBot;
import dev.parley.protocol.BotId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collects of which bots of this node others are to be told. What counts is how each stands when it is told: who was away for a
 * moment only was not away. Changes may be noted by any thread; all else is for one at a time.
 */
final class OwnChanges {

    private final LocalBots here;
    private final Map<BotId, OnlineBot> noted = new ConcurrentHashMap<>();
    private Set<BotId> stored = new HashSet<>();

    OwnChanges(LocalBots here) {
        this.here = here;
    }

    void note(OnlineBot bot) {
        noted.put(bot.bot().id(), bot);
    }

    /** What is to be stored next, at most so many. */
    Changes take(int limit) {
        List<OnlineBot> cameOnline = new ArrayList<>();
        List<OnlineBot> wentOffline = new ArrayList<>();
        for (BotId id : noted.keySet().stream().limit(limit).toList()) {
            OnlineBot bot = noted.remove(id);
            boolean isHere = here.isHere(bot.org(), id);
            if (isHere != stored.contains(id)) {
                (isHere ? cameOnline : wentOffline).add(bot);
            }
        }
        return new Changes(cameOnline, wentOffline);
    }

    /** Everything, from the beginning. */
    List<OnlineBot> takeAll() {
        noted.clear();
        return here.allHere();
    }

    void stored(Changes changes) {
        changes.cameOnline().forEach(bot -> stored.add(bot.bot().id()));
        changes.wentOffline().forEach(bot -> stored.remove(bot.bot().id()));
    }

    void stored(Collection<OnlineBot> all) {
        stored = new HashSet<>();
        all.forEach(bot -> stored.add(bot.bot().id()));
    }

    /** What is to be stored together. */
    record Changes(List<OnlineBot> cameOnline, List<OnlineBot> wentOffline) {

        boolean isEmpty() {
            return cameOnline.isEmpty() && wentOffline.isEmpty();
        }
    }
}
