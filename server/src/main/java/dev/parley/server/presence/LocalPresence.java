package dev.parley.server.presence;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.BotRef;
import dev.parley.protocol.event.Event;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Presence where there is one node: whoever is not connected to it is not online. */
public final class LocalPresence implements HubPresence {

    private final LocalBots here;

    public LocalPresence(LocalBots here) {
        this.here = here;
    }

    @Override
    public boolean isOnline(OrgId org, BotId bot) {
        return here.isHere(org, bot);
    }

    @Override
    public int onlineCount() {
        return here.allHere().size();
    }

    @Override
    public int onlineCount(OrgId org) {
        return (int)
                here.allHere().stream().filter(bot -> bot.org().equals(org)).count();
    }

    @Override
    public void renamed(OrgId org, BotId bot, String name) {
        here.renamed(org, bot, name);
    }

    /** Everybody has been told. */
    @Override
    public void deleted(OrgId org, BotId bot) {}

    /** There is nobody else. */
    @Override
    public void onDeath(Function<UUID, Mono<Void>> heir) {}

    @Override
    public void cameOnline(OrgId org, BotRef bot) {
        here.pushEphemeral(org, new Event.BotOnline(bot), bot.id());
    }

    @Override
    public void wentOffline(OrgId org, BotRef bot) {
        here.pushEphemeral(org, new Event.BotOffline(bot), bot.id());
    }
}
