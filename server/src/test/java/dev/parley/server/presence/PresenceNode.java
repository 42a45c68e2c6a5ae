package dev.parley.server.presence;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.Database;
import dev.parley.persistence.node.OnlineBot;
import dev.parley.persistence.node.SqlNodeRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.BotRef;
import dev.parley.protocol.event.Event;
import dev.parley.server.cluster.BusNotices;
import dev.parley.server.cluster.NodeBus;
import dev.parley.server.testing.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A node of a cluster, as far as presence goes: bots connect to it, it tells what it tells its connections. */
final class PresenceNode implements LocalBots {

    final UUID id = UUID.randomUUID();
    final BusNotices notices;
    final ClusterPresence presence;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<BotId, OnlineBot> here = new ConcurrentHashMap<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    PresenceNode(Database database, NodeBus bus, ManualClock clock) {
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        notices = new BusNotices(id, bus, ticker, meters);
        presence =
                new ClusterPresence(id, database, new SqlNodeRepository(), bus, notices, this, clock, ticker, meters);
    }

    @Override
    public void pushEphemeral(OrgId org, Event event, BotId except) {
        if (event instanceof Event.BotOnline online) {
            told.add("+" + online.bot().name());
        } else if (event instanceof Event.BotOffline offline) {
            told.add("-" + offline.bot().name());
        }
    }

    void connect(OnlineBot bot) {
        here.put(bot.bot().id(), bot);
        presence.cameOnline(bot.org(), bot.bot());
    }

    void disconnect(OnlineBot bot) {
        here.remove(bot.bot().id());
        presence.wentOffline(bot.org(), bot.bot());
    }

    boolean sees(OnlineBot bot) {
        return presence.isOnline(bot.org(), bot.bot().id());
    }

    /** What it told its connections since this was last asked: the names, after + or -. */
    List<String> told() {
        List<String> since = new ArrayList<>(told);
        told.clear();
        return since;
    }

    @Override
    public boolean isHere(OrgId org, BotId bot) {
        return here.containsKey(bot);
    }

    @Override
    public List<OnlineBot> allHere() {
        return List.copyOf(here.values());
    }

    @Override
    public void renamed(OrgId org, BotId bot, String name) {
        here.computeIfPresent(bot, (id, known) -> named(known, name));
    }

    /** As it is connected here. */
    OnlineBot here(OnlineBot bot) {
        return here.get(bot.bot().id());
    }

    static OnlineBot named(OnlineBot bot, String name) {
        return new OnlineBot(bot.org(), new BotRef(bot.bot().id(), name));
    }
}
