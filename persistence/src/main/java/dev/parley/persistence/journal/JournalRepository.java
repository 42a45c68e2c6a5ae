package dev.parley.persistence.journal;

import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import reactor.core.publisher.Mono;

/** How far back the journals of organisations reach. Lanes write them, see {@code LaneTransaction}. */
public interface JournalRepository {

    /** Entries that one step removes. */
    int MAX_PURGED = 200;

    /**
     * Up to here entries may be gone because of their age; 0 when none are, empty when there is no such organisation. It
     * rises before they go: a reader who finds it below his own position, when he has read, was told everything.
     */
    Mono<Long> purgedPosition(Queries queries, OrgId org);

    /** Says that the entries before {@code before} will go; empty when there are none. */
    Mono<Long> announcePurge(Queries queries, OrgId org, long before);

    /**
     * Removes the oldest entries up to {@code last}, and with them the memberships that ended there; emits how many
     * entries, fewer than {@link #MAX_PURGED} when no more are left. To be run in a transaction.
     */
    Mono<Long> purge(Queries queries, OrgId org, long last);
}
