package dev.parley.server.presence;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The presence of bots as the hub keeps it: told who comes and goes, it tells others. */
public interface HubPresence extends Presence, Attendance {

    /** How many bots are online, of all organisations. */
    int onlineCount();

    /** How many bots of an organisation are. */
    int onlineCount(OrgId org);

    /** A bot was deleted; that it is offline is told with that, and not once more when its connections close. */
    void deleted(OrgId org, BotId bot);

    /**
     * Looks after what a node leaves behind that is taken for dead.
     *
     * @param heir run with the node's id, by one of the others; what it does must be right for a node that was only frozen, too
     */
    void onDeath(Function<UUID, Mono<Void>> heir);
}
