package dev.parley.persistence.thread;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.JoinRequestId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.JoinRequest;
import dev.parley.protocol.thread.JoinRequestStatus;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Where requests to join threads are kept. At most one of a bot for a thread is pending: the thread's lane sees to that.
 * Requests of bots that are gone are not found.
 */
public interface JoinRequestRepository {

    /** Stores a pending request; for {@link #row}. */
    Insert INTO = Insert.into("join_requests", "org_id", "thread_id", "id", "bot_id", "status", "requested_at");

    static Object[] row(OrgId org, JoinRequest request) {
        return new Object[] {
            org.value(),
            request.threadId().value(),
            request.id().value(),
            request.botId().value(),
            request.status().wireName(),
            request.requestedAt()
        };
    }

    /** The pending request with that id if it is one for that thread, or empty. */
    Mono<JoinRequest> findPending(Queries queries, OrgId org, ThreadId thread, JoinRequestId id);

    /** The bot's pending request, or empty. */
    Mono<JoinRequest> findPending(Queries queries, OrgId org, ThreadId thread, BotId bot);

    /** The thread's pending requests, oldest first. */
    Mono<List<JoinRequest>> listPending(Queries queries, OrgId org, ThreadId thread, int limit);

    /**
     * Decides on the bot's pending request, if there is one; emits how many there were.
     *
     * @param by the bot that decided, or null
     * @param atMillis when
     */
    Mono<Long> decide(
            Queries queries,
            OrgId org,
            ThreadId thread,
            BotId bot,
            JoinRequestStatus decision,
            BotId by,
            long atMillis);
}
