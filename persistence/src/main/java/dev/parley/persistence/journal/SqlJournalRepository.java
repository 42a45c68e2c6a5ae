package dev.parley.persistence.journal;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.persistence.member.Stays;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Journals in the table {@code journal}. */
public final class SqlJournalRepository implements JournalRepository {

    private static final String REACH = "SELECT epoch, position, purged_position FROM org_positions WHERE org_id = $1";

    /** Besides what is said in its channels and threads, what the whole organisation is told. */
    private static final String VISIBLE = "SELECT j.position\n" + Stays.ENTRIES + """
           AND (m.left_position IS NULL OR m.left_position > $4)
           AND j.position > $4
           AND j.position <= $5
         UNION ALL
        SELECT j.position
          FROM bots b
          JOIN journal j
            ON j.org_id = b.org_id
           AND j.topic_id = b.org_id
           AND j.position >= b.created_at * 1024
         WHERE b.org_id = $1
           AND b.id = $2
           AND j.position > $4
           AND j.position <= $5
           AND (j.topic = 'org' OR cast($3 AS boolean) AND j.topic = 'admins')
        """;

    private static final String LIST_VISIBLE = """
        SELECT p.position, octet_length(j.frame) AS bytes
          FROM (SELECT v.position
                  FROM (%s) v
                 ORDER BY v.position
                 LIMIT $6) p
          JOIN journal j ON j.org_id = $1 AND j.position = p.position
         ORDER BY p.position
        """.formatted(VISIBLE);

    private static final String COUNT_VISIBLE = "SELECT count(*) AS entries FROM (%s) v".formatted(VISIBLE);

    private static final String LIST = """
        SELECT j.position, j.type, j.actor_id, j.frame, j.trace
          FROM unnest(cast($2 AS bigint array)) AS wanted(position)
          LEFT JOIN journal j ON j.org_id = $1 AND j.position = wanted.position
        """;

    private static final String POSITIONS = """
        SELECT p.org_id, p.position
          FROM unnest(cast($1 AS uuid array)) AS wanted(id)
          LEFT JOIN org_positions p ON p.org_id = wanted.id
        """;

    private static final String LIST_ALL = """
        SELECT position, octet_length(frame) AS bytes
          FROM journal
         WHERE org_id = $1 AND position > $2 AND position <= $3
         ORDER BY org_id, position
         LIMIT $4
        """;

    private static final String READ_ALL = """
        SELECT position, type, topic, topic_id, frame, trace
          FROM journal
         WHERE org_id = $1 AND position > $2 AND position <= $3
         ORDER BY org_id, position
        """;

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
    public Mono<JournalReach> reach(Queries queries, OrgId org) {
        return queries.one(
                REACH,
                row -> new JournalReach(row.string("epoch"), row.number("position"), row.number("purged_position")),
                org.value());
    }

    @Override
    public Mono<List<EntrySize>> listVisible(
            Queries queries, OrgId org, BotId bot, boolean admin, long after, long last, int limit) {
        return queries.list(
                LIST_VISIBLE, SqlJournalRepository::toSize, org.value(), bot.value(), admin, after, last, limit);
    }

    @Override
    public Mono<Long> countVisible(Queries queries, OrgId org, BotId bot, boolean admin, long after, long last) {
        return queries.one(COUNT_VISIBLE, row -> row.number("entries"), org.value(), bot.value(), admin, after, last);
    }

    @Override
    public Mono<List<StoredEntry>> list(Queries queries, OrgId org, List<Long> positions) {
        return queries.list(LIST, SqlJournalRepository::toEntry, org.value(), positions.toArray(Long[]::new))
                .map(found -> found.stream()
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparingLong(StoredEntry::position))
                        .toList());
    }

    @Override
    public Mono<Map<OrgId, Long>> positions(Queries queries, Collection<OrgId> orgs) {
        UUID[] ids = orgs.stream().map(OrgId::value).toArray(UUID[]::new);
        return queries.list(
                        POSITIONS,
                        row -> Optional.ofNullable(row.uuid("org_id"))
                                .map(org -> Map.entry(new OrgId(org), row.number("position"))),
                        (Object) ids)
                .map(found -> found.stream()
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Mono<List<EntrySize>> listAll(Queries queries, OrgId org, long after, long last, int limit) {
        return queries.list(LIST_ALL, SqlJournalRepository::toSize, org.value(), after, last, limit);
    }

    @Override
    public Mono<List<TopicEntry>> readAll(Queries queries, OrgId org, long after, long last) {
        return queries.list(
                READ_ALL,
                row -> new TopicEntry(
                        row.number("position"),
                        row.string("type"),
                        row.string("topic"),
                        row.uuid("topic_id"),
                        row.string("frame"),
                        row.string("trace")),
                org.value(),
                after,
                last);
    }

    private static EntrySize toSize(Row row) {
        return new EntrySize(row.number("position"), row.number("bytes"));
    }

    private static Optional<StoredEntry> toEntry(Row row) {
        String frame = row.string("frame");
        return frame == null
                ? Optional.empty()
                : Optional.of(new StoredEntry(
                        row.number("position"), row.string("type"), row.uuid("actor_id"), frame, row.string("trace")));
    }

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
