package dev.parley.server.presence;

/** The presence of bots as the hub keeps it: told who comes and goes, it tells others. */
public interface HubPresence extends Presence, Attendance {

    /** How many bots are online, of all organisations. */
    int onlineCount();
}
