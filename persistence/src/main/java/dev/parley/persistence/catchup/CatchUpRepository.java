package dev.parley.persistence.catchup;

import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.catchup.CatchUpType;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * What a bot missed, found in the journal: nothing is written for those who miss it. A bot misses what happened in a
 * channel or thread while it belonged to it.
 *
 * <p>Messages and artifacts of others are one event per thread or channel, at the position of the last one; everything
 * else is an event of its own. Each answer shows the journal as it was at one moment.
 */
public interface CatchUpRepository {

    /**
     * The events with entries after {@code since}, oldest first.
     *
     * @param since a position: earlier entries do not count
     * @param after a position: the events whose last entry is not after it are left out
     * @param limit how many at most
     */
    Mono<List<MissedEvent>> list(Queries queries, OrgId org, BotId bot, long since, long after, int limit);

    /** How many events of each type {@link #list} has; a type without any is missing. */
    Mono<Map<CatchUpType, Long>> count(Queries queries, OrgId org, BotId bot, long since);
}
