package dev.parley.persistence.thread;

import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.ThreadStatus;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Lists of threads for a filter that names the only ones to look at: these are looked up, and the few that match sorted. */
final class ThreadsAmong {

    /**
     * From the ids to the rows, which an outer join makes sure of: for {@code = ANY}, and with an inner join if it planned
     * it while there was little, H2 reads the organisation's whole index.
     */
    private static final String AMONG = "FROM unnest(cast(%s AS uuid array)) AS among(id)\n"
            + "LEFT JOIN threads t ON t.org_id = $1 AND t.id = among.id";

    /** Without the organisation, which would lead H2 through all threads by their last activity. */
    private static final String IN_ORDER = " ORDER BY t.last_activity_at DESC, t.id DESC LIMIT $7";

    private static final String VISIBLE = SqlThreadRepository.COLUMNS
            + among(SqlThreadRepository.AS_SEEN_BY_BOT, "$8")
            + " WHERE t.org_id = $1 AND (t.visibility = 'public' OR me.bot_id IS NOT NULL)\n"
            + SqlThreadRepository.WANTED
            + IN_ORDER;

    private static final String OWN = SqlThreadRepository.COLUMNS
            + among(SqlThreadRepository.AS_SEEN_BY_BOT, "$8")
            + " WHERE t.org_id = $1 AND me.bot_id IS NOT NULL\n"
            + SqlThreadRepository.WANTED
            + IN_ORDER;

    private static final String ALL = SqlThreadRepository.COLUMNS
            + among(SqlThreadRepository.THREADS, "$2")
            + " WHERE t.org_id = $1\n"
            + SqlThreadRepository.WANTED
            + IN_ORDER
            + " OFFSET $8";

    private ThreadsAmong() {}

    private static String among(String from, String candidates) {
        return from.replace("FROM threads t", AMONG.formatted(candidates));
    }

    static Mono<List<HubThread>> listOwn(Queries queries, OrgId org, BotId bot, ThreadFilter filter) {
        return queries.list(OWN, ThreadRow::read, arguments(org, bot.value(), filter, ids(filter)));
    }

    static Mono<List<VisibleThread>> listVisible(Queries queries, OrgId org, BotId bot, ThreadFilter filter) {
        return queries.list(VISIBLE, ThreadRow::readVisible, arguments(org, bot.value(), filter, ids(filter)));
    }

    static Mono<List<HubThread>> listAll(Queries queries, OrgId org, ThreadFilter filter, int offset) {
        return queries.list(ALL, ThreadRow::read, arguments(org, ids(filter), filter, offset));
    }

    private static Object[] arguments(OrgId org, Object second, ThreadFilter filter, Object last) {
        return new Object[] {
            org.value(),
            second,
            filter.status().map(ThreadStatus::wireName).orElse(""),
            filter.topicPattern(),
            filter.after().lastActivityAt(),
            filter.after().id().value(),
            filter.limit(),
            last
        };
    }

    private static UUID[] ids(ThreadFilter filter) {
        return filter.among().orElseThrow().stream().map(ThreadId::value).toArray(UUID[]::new);
    }
}
