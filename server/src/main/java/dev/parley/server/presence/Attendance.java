package dev.parley.server.presence;

import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.BotRef;

/** Is told which bots have just come to be connected to this node, or to be connected to it no more. Must be quick. */
public interface Attendance {

    void cameOnline(OrgId org, BotRef bot);

    void wentOffline(OrgId org, BotRef bot);

    /** A bot that was deleted is not connected any more; everybody knows already. */
    default void wentForGood(OrgId org, BotRef bot) {}
}
