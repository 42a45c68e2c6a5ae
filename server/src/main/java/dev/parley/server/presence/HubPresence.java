package dev.parley.server.presence;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;

/** The presence of bots as the hub keeps it: told who comes and goes, it tells others. */
public interface HubPresence extends Presence, Attendance {

    /** How many bots are online, of all organisations. */
    int onlineCount();

    /** How many bots of an organisation are. */
    int onlineCount(OrgId org);

    /** A bot was deleted; that it is offline is told with that, and not once more when its connections close. */
    void deleted(OrgId org, BotId bot);
}
