package dev.parley.server.presence;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.event.Event;

/** Tells everybody of an organisation who is connected to this node, but one bot. Must be quick. */
@FunctionalInterface
public interface Announcer {

    void announce(OrgId org, Event event, BotId except);
}
