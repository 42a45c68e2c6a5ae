package dev.parley.persistence.thread;

import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.CloseReason;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.ThreadStatus;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Threads in the table {@code threads}. */
public final class SqlThreadRepository implements ThreadRepository {

    static final String COLUMNS = """
            SELECT t.org_id, t.id, t.topic, t.tags, t.status, i.id AS initiator_id, t.channel_id, t.context,
                   t.close_reason, t.permission_policy, t.visibility, t.join_policy, t.revision, t.created_at,
                   t.updated_at, t.last_activity_at, t.resolved_at\
            """;

    /** The initiator as long as it exists. */
    static final String THREADS = """

              FROM threads t
              LEFT JOIN bots i ON i.org_id = t.org_id AND i.id = t.initiator_id
            """;

    static final String AS_SEEN_BY_BOT = ", me.bot_id IS NOT NULL AS is_participant" + THREADS + """
              LEFT JOIN members me
                ON me.org_id = t.org_id AND me.topic_id = t.id AND me.bot_id = $2 AND me.left_position IS NULL
            """;

    private static final String FIND = COLUMNS + THREADS + """
             WHERE t.org_id = $1 AND t.id = $2
            """;

    private static final String FIND_ACCESS = """
            SELECT t.visibility, t.status, me.bot_id IS NOT NULL AS is_participant
              FROM threads t
              LEFT JOIN members me
                ON me.org_id = t.org_id AND me.topic_id = t.id AND me.bot_id = $2 AND me.left_position IS NULL
             WHERE t.org_id = $1 AND t.id = $3
            """;

    static final String WANTED = """
               AND ($3 = '' OR t.status = $3) AND t.topic_folded LIKE $4 ESCAPE '!'
               AND t.last_activity_at <= $5 AND (t.last_activity_at < $5 OR t.id < $6)
            """;

    /** From the bot's memberships to the threads: naming the organisation in the order would make H2 read all threads. */
    private static final String LIST_OWN = COLUMNS + """

              FROM members me
              JOIN threads t ON t.org_id = me.org_id AND t.id = me.topic_id
              LEFT JOIN bots i ON i.org_id = t.org_id AND i.id = t.initiator_id
             WHERE me.org_id = $1 AND me.bot_id = $2 AND me.left_position IS NULL
            """ + WANTED + """
             ORDER BY t.last_activity_at DESC, t.id DESC
             LIMIT $7
            """;

    /** Down the index of activity until the page is full. */
    private static final String LIST_VISIBLE = COLUMNS + AS_SEEN_BY_BOT + """
             WHERE t.org_id = $1 AND (t.visibility = 'public' OR me.bot_id IS NOT NULL)
            """ + WANTED + """
             ORDER BY t.org_id DESC, t.last_activity_at DESC, t.id DESC
             LIMIT $7
            """;

    /** Down the index of activity until the page is full. */
    private static final String LIST_ALL = COLUMNS + THREADS + """
             WHERE t.org_id = $1 AND t.topic_folded LIKE $2 ESCAPE '!'
               AND t.last_activity_at <= $3 AND (t.last_activity_at < $3 OR t.id < $4)
             ORDER BY t.org_id DESC, t.last_activity_at DESC, t.id DESC
             LIMIT $5 OFFSET $6
            """;

    /** Down the index of status and activity. */
    private static final String LIST_ALL_OF_STATUS = COLUMNS + THREADS + """
             WHERE t.org_id = $1 AND t.status = $7 AND t.topic_folded LIKE $2 ESCAPE '!'
               AND t.last_activity_at <= $3 AND (t.last_activity_at < $3 OR t.id < $4)
             ORDER BY t.org_id DESC, t.status DESC, t.last_activity_at DESC, t.id DESC
             LIMIT $5 OFFSET $6
            """;

    private static final String LIST_LEFT_TO = """
            SELECT t.id, t.topic, t.status
              FROM members me
              JOIN threads t ON t.org_id = me.org_id AND t.id = me.topic_id
             WHERE me.org_id = $1 AND me.bot_id = $2 AND me.left_position IS NULL
               AND t.status NOT IN ('resolved', 'closed')
               AND NOT EXISTS (SELECT 1
                                 FROM members m
                                 JOIN bots b ON b.org_id = m.org_id AND b.id = m.bot_id
                                WHERE m.org_id = me.org_id AND m.topic_id = me.topic_id AND m.bot_id <> me.bot_id
                                  AND m.left_position IS NULL)
             ORDER BY t.id
             LIMIT $3
            """;

    /** For {@code = ANY}, H2 reads all threads of the organisation. */
    private static final String CLOSE = """
            UPDATE threads
               SET status = 'closed', close_reason = $3, revision = revision + 1, updated_at = $4, last_activity_at = $4
              FROM unnest(cast($2 AS uuid array)) AS closed(thread_id)
             WHERE threads.org_id = $1 AND threads.id = closed.thread_id
            """;

    @Override
    public Mono<HubThread> find(Queries queries, OrgId org, ThreadId id) {
        return queries.one(FIND, ThreadRow::read, org.value(), id.value());
    }

    @Override
    public Mono<ThreadAccess> findAccess(Queries queries, OrgId org, ThreadId id, BotId bot) {
        return queries.one(FIND_ACCESS, ThreadRow::readAccess, org.value(), bot.value(), id.value());
    }

    @Override
    public Mono<List<HubThread>> listOwn(Queries queries, OrgId org, BotId bot, ThreadFilter filter) {
        return filter.among().isPresent()
                ? ThreadsAmong.listOwn(queries, org, bot, filter)
                : queries.list(LIST_OWN, ThreadRow::read, arguments(org, bot, filter));
    }

    @Override
    public Mono<List<VisibleThread>> listVisible(Queries queries, OrgId org, BotId bot, ThreadFilter filter) {
        return filter.among().isPresent()
                ? ThreadsAmong.listVisible(queries, org, bot, filter)
                : queries.list(LIST_VISIBLE, ThreadRow::readVisible, arguments(org, bot, filter));
    }

    @Override
    public Mono<List<HubThread>> listAll(Queries queries, OrgId org, ThreadFilter filter, int offset) {
        if (filter.among().isPresent()) {
            return ThreadsAmong.listAll(queries, org, filter, offset);
        }
        Object[] arguments = {
            org.value(),
            filter.topicPattern(),
            filter.after().lastActivityAt(),
            filter.after().id().value(),
            filter.limit(),
            offset,
            filter.status().map(ThreadStatus::wireName).orElse(null)
        };
        return filter.status().isPresent()
                ? queries.list(LIST_ALL_OF_STATUS, ThreadRow::read, arguments)
                : queries.list(LIST_ALL, ThreadRow::read, Arrays.copyOf(arguments, arguments.length - 1));
    }

    @Override
    public Mono<List<OpenThread>> listLeftTo(Queries queries, OrgId org, BotId bot, int limit) {
        return queries.list(LIST_LEFT_TO, ThreadRow::readOpen, org.value(), bot.value(), limit);
    }

    @Override
    public Mono<Long> close(Queries queries, OrgId org, Collection<ThreadId> ids, CloseReason reason, long nowMillis) {
        UUID[] closed = ids.stream().map(ThreadId::value).toArray(UUID[]::new);
        return queries.execute(CLOSE, org.value(), closed, reason.wireName(), nowMillis);
    }

    private static Object[] arguments(OrgId org, BotId bot, ThreadFilter filter) {
        return new Object[] {
            org.value(),
            bot.value(),
            filter.status().map(ThreadStatus::wireName).orElse(""),
            filter.topicPattern(),
            filter.after().lastActivityAt(),
            filter.after().id().value(),
            filter.limit()
        };
    }
}
