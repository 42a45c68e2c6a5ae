package dev.parley.persistence.thread;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.CloseReason;
import dev.parley.protocol.thread.HubThread;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Where threads are kept; who takes part is kept among the members. Every method names its organisation and sees no
 * other. An initiator whose bot is gone is read as null.
 */
public interface ThreadRepository {

    /** Stores a new thread; for {@link ThreadRow#inserted}. */
    Insert INTO = Insert.into(
            "threads",
            "org_id",
            "id",
            "topic",
            "topic_folded",
            "tags",
            "status",
            "initiator_id",
            "channel_id",
            "context",
            "close_reason",
            "permission_policy",
            "visibility",
            "join_policy",
            "revision",
            "created_at",
            "updated_at",
            "last_activity_at",
            "resolved_at");

    /**
     * Stores what can change with a revision; for {@link ThreadRow#changed}. The time of the last activity is left to
     * {@link #TOUCH}, so that the two may be run in any order.
     */
    String UPDATE = """
            UPDATE threads
               SET topic = $3, topic_folded = $4, status = $5, context = $6, close_reason = $7, permission_policy = $8,
                   visibility = $9, join_policy = $10, revision = $11, updated_at = $12, resolved_at = $13
             WHERE org_id = $1 AND id = $2
            """;

    /** Stores the time of the last activity; for {@link ThreadRow#touched}. */
    String TOUCH = "UPDATE threads SET last_activity_at = $3 WHERE org_id = $1 AND id = $2";

    /** The thread, or empty. */
    Mono<HubThread> find(Queries queries, OrgId org, ThreadId id);

    /** How the bot stands to the thread, or empty when there is none. */
    Mono<ThreadAccess> findAccess(Queries queries, OrgId org, ThreadId id, BotId bot);

    /** The threads the bot takes part in, latest activity first. */
    Mono<List<HubThread>> listOwn(Queries queries, OrgId org, BotId bot, ThreadFilter filter);

    /** Threads that are neither resolved nor closed, and in which the bot is the only participant. */
    Mono<List<OpenThread>> listLeftTo(Queries queries, OrgId org, BotId bot, int limit);

    /** Closes threads as one change: a revision each, dated and last active at {@code nowMillis}. */
    Mono<Long> close(Queries queries, OrgId org, Collection<ThreadId> ids, CloseReason reason, long nowMillis);

    /**
     * All threads of the organisation, latest activity first.
     *
     * @param offset how many of them to pass over, each of which costs as much as one that is listed
     */
    Mono<List<HubThread>> listAll(Queries queries, OrgId org, ThreadFilter filter, int offset);

    /** The threads the bot may know of: the public ones and its own, latest activity first. */
    Mono<List<VisibleThread>> listVisible(Queries queries, OrgId org, BotId bot, ThreadFilter filter);
}
