package dev.parley.server.presence;

import dev.parley.persistence.node.OnlineBot;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.event.Event;
import java.util.List;

/** The bots that are connected to this very node, with a token of their own. */
public interface LocalBots {

    boolean isHere(OrgId org, BotId bot);

    /** All of them, each once. */
    List<OnlineBot> allHere();

    /** A bot that may be here has another name. */
    void renamed(OrgId org, BotId bot, String name);

    /** Tells everybody of an organisation who is connected to this node, but one bot. To be quick. */
    void pushEphemeral(OrgId org, Event event, BotId except);
}
