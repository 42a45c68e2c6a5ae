package dev.parley.persistence.retention;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.thread.ThreadStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Retention in the tables of what is retained. */
public final class SqlRetentionRepository implements RetentionRepository {

    private static final String LIST_ORGS = """
            SELECT org_id
              FROM orgs
             WHERE org_id > $1 AND status <> 'destroyed'
             ORDER BY org_id
             LIMIT $2
            """;

    private static final String FIND_CHANNELS = """
            SELECT cast(0 AS bigint) AS last_activity_at, t.id, %s AS oldest
              FROM channels t
             WHERE t.org_id = $1 AND t.id > $2
             ORDER BY t.org_id, t.id
             LIMIT $3
            """.formatted(Content.MESSAGES.oldestIn("t.id"));

    private static final String FIND_THREADS = """
            SELECT t.last_activity_at, t.id, %s AS oldest
              FROM threads t
             WHERE t.org_id = $1 AND t.status = $2 AND t.last_activity_at < $3
               AND t.last_activity_at >= $4 AND (t.last_activity_at > $4 OR t.id > $5)
             ORDER BY t.org_id, t.status, t.last_activity_at, t.id
             LIMIT $6
            """;

    private static final String FIND_IDLE = FIND_THREADS.formatted("t.last_activity_at");

    /** However lately something happened. */
    private static final long ANY_TIME = Long.MAX_VALUE;

    /** It asks for a column that {@code threads_by_status} does not have: H2 would read all of that to find one thread. */
    private static final String HAS_ENDED =
            "SELECT created_at FROM threads WHERE org_id = $1 AND id = $2 AND status IN ('resolved', 'closed')";

    @Override
    public Mono<List<OrgId>> listOrgs(Queries queries, Optional<OrgId> after) {
        UUID start = after.map(OrgId::value).orElse(TopicPage.Mark.START.id());
        return queries.list(LIST_ORGS, row -> new OrgId(row.uuid("org_id")), start, MAX_EXAMINED);
    }

    @Override
    public Mono<TopicPage> findIdle(
            Queries queries, OrgId org, ThreadStatus status, TopicPage.Mark after, long beforeMillis) {
        return findThreads(queries, FIND_IDLE, org, status, beforeMillis, after)
                .map(threads -> page(threads, beforeMillis));
    }

    @Override
    public Mono<TopicPage> findChannels(Queries queries, OrgId org, TopicPage.Mark after, long beforeMillis) {
        return queries.list(FIND_CHANNELS, Topic::read, org.value(), after.id(), MAX_EXAMINED)
                .map(channels -> page(channels, Content.MESSAGES.first(beforeMillis)));
    }

    @Override
    public Mono<TopicPage> findThreads(
            Queries queries, OrgId org, ThreadStatus status, Content content, TopicPage.Mark after, long beforeMillis) {
        String sql = FIND_THREADS.formatted(content.oldestIn("t.id"));
        return findThreads(queries, sql, org, status, ANY_TIME, after)
                .map(threads -> page(threads, content.first(beforeMillis)));
    }

    private static Mono<List<Topic>> findThreads(
            Queries queries, String sql, OrgId org, ThreadStatus status, long activeBefore, TopicPage.Mark after) {
        return queries.list(
                sql,
                Topic::read,
                org.value(),
                status.wireName(),
                activeBefore,
                after.lastActivityAt(),
                after.id(),
                MAX_EXAMINED);
    }

    private static TopicPage page(List<Topic> topics, long before) {
        return new TopicPage(
                topics.stream()
                        .filter(topic -> topic.oldest != null && topic.oldest < before)
                        .map(topic -> topic.mark.id())
                        .toList(),
                topics.size() < MAX_EXAMINED ? Optional.empty() : Optional.of(topics.get(topics.size() - 1).mark));
    }

    @Override
    public Mono<Long> removeFromChannel(Queries queries, OrgId org, UUID channel, long beforeMillis) {
        return remove(queries, org, Content.MESSAGES, channel, Content.MESSAGES.first(beforeMillis));
    }

    @Override
    public Mono<Long> removeFromThread(Queries queries, OrgId org, Content content, UUID thread, long beforeMillis) {
        return queries.one(HAS_ENDED, row -> row.number("created_at"), org.value(), thread)
                .flatMap(ended -> remove(queries, org, content, thread, content.first(beforeMillis)))
                .defaultIfEmpty(0L);
    }

    /** The end of the slice is looked for first, as not every database deletes with a limit. */
    private static Mono<Long> remove(Queries queries, OrgId org, Content content, UUID topic, long before) {
        return queries.one(
                        content.findEnd(), row -> row.number("slice_end"), org.value(), topic, before, MAX_REMOVED - 1)
                .defaultIfEmpty(before - 1)
                .flatMap(end -> queries.execute(content.deleteEntries(), org.value(), topic, content.lastEntry(end))
                        .then(queries.execute(content.delete(), org.value(), topic, end)));
    }

    /** @param oldest the age of the oldest thing in it, or null */
    private record Topic(TopicPage.Mark mark, Long oldest) {

        static Topic read(Row row) {
            return new Topic(
                    new TopicPage.Mark(row.number("last_activity_at"), row.uuid("id")), row.nullableLong("oldest"));
        }
    }
}
