package dev.parley.server.presence;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;

/** Which bots are online: those with at least one connection opened with a token of their own. */
@FunctionalInterface
public interface Presence {
    boolean isOnline(OrgId org, BotId bot);

    /** A bot that may be online has another name, by which its going offline is to be told. */
    default void renamed(OrgId org, BotId bot, String name) {}
}
