package dev.parley.persistence.journal;

import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Reads journals and takes away what is too old. Lanes write them, see {@code LaneTransaction}. */
public interface JournalRepository {

    /** Entries that one step removes. */
    int MAX_PURGED = 200;

    /** From where to where an organisation's journal reaches now; empty when there is no such organisation. */
    Mono<JournalReach> reach(Queries queries, OrgId org);

    /** Where the journals of those organisations are that exist. */
    Mono<Map<OrgId, Long>> positions(Queries queries, Collection<OrgId> orgs);

    /** The entries of an organisation, whoever may see them, oldest first; positions are as for {@link #listVisible}. */
    Mono<List<EntrySize>> listAll(Queries queries, OrgId org, long after, long last, int limit);

    /** All entries in a range that {@link #listAll} found small enough, oldest first. */
    Mono<List<TopicEntry>> readAll(Queries queries, OrgId org, long after, long last);

    /**
     * The entries that a bot may see, oldest first: those of its stays in channels and threads, and since there is this bot
     * what the whole organisation is told.
     *
     * @param after positions must be greater
     * @param last positions must not be greater
     * @param admin whether it is told what administrators are
     */
    Mono<List<EntrySize>> listVisible(
            Queries queries, OrgId org, BotId bot, boolean admin, long after, long last, int limit);

    /** How many entries {@link #listVisible} would find without a limit. */
    Mono<Long> countVisible(Queries queries, OrgId org, BotId bot, boolean admin, long after, long last);

    /** The entries at these positions, oldest first; what has left the journal is missing. */
    Mono<List<StoredEntry>> list(Queries queries, OrgId org, List<Long> positions);

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
