package dev.parley.persistence.thread;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.BotId;
import dev.parley.protocol.JoinRequestId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.JoinRequest;
import dev.parley.protocol.thread.JoinRequestStatus;
import java.util.List;
import reactor.core.publisher.Mono;

/** Requests to join threads in the table {@code join_requests}. */
public final class SqlJoinRequestRepository implements JoinRequestRepository {

    private static final String PENDING = """
            SELECT r.id, r.thread_id, r.bot_id, r.requested_at, b.name AS bot_name
              FROM join_requests r
              JOIN bots b ON b.org_id = r.org_id AND b.id = r.bot_id
             WHERE r.org_id = $1 AND r.thread_id = $2 AND r.status = 'pending'
            """;

    private static final String FIND = PENDING + " AND r.id = $3";

    private static final String FIND_OF_BOT = PENDING + " AND r.bot_id = $3";

    private static final String LIST = PENDING + """
             ORDER BY r.org_id, r.thread_id, r.id
             LIMIT $3
            """;

    private static final String DECIDE = """
            UPDATE join_requests
               SET status = $4, resolved_by = $5, resolved_at = $6
             WHERE org_id = $1 AND thread_id = $2 AND bot_id = $3 AND status = 'pending'
            """;

    @Override
    public Mono<JoinRequest> findPending(Queries queries, OrgId org, ThreadId thread, JoinRequestId id) {
        return queries.one(FIND, SqlJoinRequestRepository::toPending, org.value(), thread.value(), id.value());
    }

    @Override
    public Mono<JoinRequest> findPending(Queries queries, OrgId org, ThreadId thread, BotId bot) {
        return queries.one(FIND_OF_BOT, SqlJoinRequestRepository::toPending, org.value(), thread.value(), bot.value());
    }

    @Override
    public Mono<List<JoinRequest>> listPending(Queries queries, OrgId org, ThreadId thread, int limit) {
        return queries.list(LIST, SqlJoinRequestRepository::toPending, org.value(), thread.value(), limit);
    }

    @Override
    public Mono<Long> decide(
            Queries queries,
            OrgId org,
            ThreadId thread,
            BotId bot,
            JoinRequestStatus decision,
            BotId by,
            long atMillis) {
        return queries.execute(
                DECIDE,
                org.value(),
                thread.value(),
                bot.value(),
                decision.wireName(),
                by == null ? null : by.value(),
                atMillis);
    }

    private static JoinRequest toPending(Row row) {
        return new JoinRequest(
                new JoinRequestId(row.uuid("id")),
                new ThreadId(row.uuid("thread_id")),
                new BotId(row.uuid("bot_id")),
                JoinRequestStatus.PENDING,
                row.number("requested_at"),
                null,
                null,
                row.string("bot_name"));
    }
}
