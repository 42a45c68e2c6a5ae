package dev.parley.persistence.journal;

import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import reactor.core.publisher.Mono;

/** Journals in the table {@code journal}. */
public final class SqlJournalRepository implements JournalRepository {

    private static final String PURGED_POSITION = "SELECT purged_position FROM org_positions WHERE org_id = $1";

    private static final String LAST_BEFORE = """
            SELECT position
              FROM journal
             WHERE org_id = $1 AND position < $2
             ORDER BY org_id DESC, position DESC
             LIMIT 1
            """;

    private static final String ANNOUNCE =
            "UPDATE org_positions SET purged_position = $2 WHERE org_id = $1 AND purged_position < $2";

    private static final String FIND_END = """
            SELECT position
              FROM journal
             WHERE org_id = $1 AND position <= $2
             ORDER BY org_id, position
             LIMIT 1 OFFSET $3
            """;

    /** Every membership ends with such an entry. */
    private static final String TOPICS_LEFT = """
            SELECT DISTINCT topic_id
              FROM journal
             WHERE org_id = $1 AND position <= $2 AND catchup_type = 'thread_participant_removed'
             LIMIT $3
            """;

    /**
     * Without the entries up to its end, a membership shows nobody anything. One topic at a time, as H2 reads all of the
     * organisation for {@code = ANY}.
     */
    private static final String FORGET_MEMBERS =
            "DELETE FROM members WHERE org_id = $1 AND topic_id = $2 AND left_position <= $3";

    private static final String DELETE = "DELETE FROM journal WHERE org_id = $1 AND position <= $2";

    @Override
    public Mono<Long> purgedPosition(Queries queries, OrgId org) {
        return queries.one(PURGED_POSITION, row -> row.number("purged_position"), org.value());
    }

    @Override
    public Mono<Long> announcePurge(Queries queries, OrgId org, long before) {
        return queries.one(LAST_BEFORE, row -> row.number("position"), org.value(), before)
                .delayUntil(last -> queries.execute(ANNOUNCE, org.value(), last));
    }

    @Override
    public Mono<Long> purge(Queries queries, OrgId org, long last) {
        return queries.one(FIND_END, row -> row.number("position"), org.value(), last, MAX_PURGED - 1)
                .defaultIfEmpty(last)
                .flatMap(end -> forgetMembers(queries, org, end)
                        .then(Mono.defer(() -> queries.execute(DELETE, org.value(), end))));
    }

    private static Mono<Void> forgetMembers(Queries queries, OrgId org, long end) {
        return queries.list(TOPICS_LEFT, row -> row.uuid("topic_id"), org.value(), end, MAX_PURGED)
                .flatMapIterable(topics -> topics)
                .concatMap(topic -> queries.execute(FORGET_MEMBERS, org.value(), topic, end))
                .then();
    }
}
