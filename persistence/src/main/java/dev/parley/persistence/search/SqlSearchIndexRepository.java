package dev.parley.persistence.search;

import dev.parley.persistence.Database;
import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Indexes in the tables {@code search_cursors}, {@code search_chunks} and {@code search_blocks}. */
public final class SqlSearchIndexRepository implements SearchIndexRepository {

    private static final String CURSOR = "SELECT position FROM search_cursors WHERE org_id = $1 AND kind = $2";

    private static final String NTH_ENTRY = """
            SELECT position
              FROM journal
             WHERE org_id = $1 AND position > $2
             ORDER BY org_id, position
             LIMIT 1 OFFSET $3
            """;

    /**
     * From each entry to its message, down the whole of the primary key: ranges of one position in order make sure of it. As
     * long as PostgreSQL has no statistics, it takes any index that begins with the organisation for as good, and reads all of
     * that for each entry; joins and plain equality leave it the choice.
     */
    private static final String MESSAGE_DOCUMENTS = """
            SELECT j.position, (SELECT m.id %1$s) AS id, (SELECT m.content %1$s) AS document
              FROM journal j
             WHERE j.org_id = $1 AND j.position > $2 AND j.position <= $3 AND j.type = 'thread_message'
             ORDER BY j.org_id, j.position
             LIMIT $4
            """.formatted("""
            FROM messages m
             WHERE m.org_id = j.org_id AND m.topic_id = j.topic_id
               AND m.position >= j.position AND m.position <= j.position
             ORDER BY m.org_id, m.topic_id, m.position
             LIMIT 1""");

    /** As {@link #MESSAGE_DOCUMENTS}. */
    private static final String TOPIC_DOCUMENTS = """
            SELECT j.position, j.topic_id AS id,
                   (SELECT t.topic
                      FROM threads t
                     WHERE t.org_id = j.org_id AND t.id >= j.topic_id AND t.id <= j.topic_id
                     ORDER BY t.org_id, t.id
                     LIMIT 1) AS document
              FROM journal j
             WHERE j.org_id = $1 AND j.position > $2 AND j.position <= $3
               AND j.type IN ('thread_created', 'thread_updated')
             ORDER BY j.org_id, j.position
             LIMIT $4
            """;

    /**
     * From the ids to the rows, which outer joins make sure of: for {@code = ANY}, and with inner joins if it planned them while
     * there was little, H2 reads the organisation's whole index.
     */
    private static final String MESSAGES = """
            SELECT m.id, m.topic_id, m.position, m.content, t.topic, s.name AS sender_name
              FROM unnest(cast($2 AS uuid array)) AS wanted(id)
              LEFT JOIN messages m ON m.org_id = $1 AND m.id = wanted.id
              LEFT JOIN threads t ON t.org_id = m.org_id AND t.id = m.topic_id
              LEFT JOIN bots s ON s.org_id = m.org_id AND s.id = m.sender_id
             WHERE t.id IS NOT NULL
             ORDER BY m.position DESC
            """;

    private static final String LIST_BEHIND = """
            SELECT p.org_id
              FROM org_positions p
              LEFT JOIN search_cursors c ON c.org_id = p.org_id AND c.kind = $1
             WHERE p.org_id > $2 AND p.position > coalesce(c.position, 0)
             ORDER BY p.org_id
             LIMIT $3
            """;

    private static final String LIST_RETENTIONS = """
            SELECT org_id, message_ttl_days
              FROM org_settings
             WHERE org_id > $1 AND message_ttl_days IS NOT NULL
             ORDER BY org_id
             LIMIT $2
            """;

    private static final UUID LOWEST = new UUID(0, 0);

    private final SegmentReader reader = new SegmentReader();
    private final SegmentWriter writer = new SegmentWriter();
    private final SegmentMerge merge = new SegmentMerge(writer);
    private final SegmentPruning pruning = new SegmentPruning(reader, writer);

    @Override
    public Mono<Long> cursor(Queries queries, OrgId org, SearchKind kind) {
        return queries.one(CURSOR, row -> row.number("position"), org.value(), kind.stored())
                .defaultIfEmpty(0L);
    }

    @Override
    public Mono<Long> nthEntry(Queries queries, OrgId org, long after, int n) {
        return queries.one(NTH_ENTRY, row -> row.number("position"), org.value(), after, n - 1);
    }

    @Override
    public Mono<List<SearchDocument>> documents(
            Queries queries, OrgId org, SearchKind kind, long after, long upTo, int limit) {
        return queries.list(
                kind == SearchKind.MESSAGE ? MESSAGE_DOCUMENTS : TOPIC_DOCUMENTS,
                row -> SearchDocument.of(row.uuid("id"), row.number("position"), row.string("document")),
                org.value(),
                after,
                upTo,
                limit);
    }

    @Override
    public Mono<Boolean> add(
            Database database, OrgId org, SearchKind kind, long from, long to, List<SearchDocument> documents) {
        return Mono.fromCallable(() -> NewSegment.of(from, documents))
                .subscribeOn(Schedulers.parallel())
                .flatMap(segment -> database.transaction(queries -> writer.claim(queries, org, kind, from, to)
                        .flatMap(claimed -> claimed && !segment.isEmpty()
                                ? writer.insert(queries, org, kind, segment).thenReturn(true)
                                : Mono.just(claimed))));
    }

    @Override
    public Mono<Boolean> merge(Database database, OrgId org, SearchKind kind) {
        return database.transaction(queries -> merge.run(queries, org, kind, MERGED));
    }

    @Override
    public Mono<SegmentPage> page(
            Queries queries, OrgId org, SearchKind kind, SearchQuery query, OptionalLong before, int limit) {
        return reader.page(queries, org, kind, query.buckets(), before.orElse(Long.MAX_VALUE), limit)
                .flatMap(page -> Flux.fromIterable(page)
                        .concatMap(segment -> candidates(queries, org, kind, segment, query))
                        .collectList()
                        .map(found -> new SegmentPage(found, next(page, limit))));
    }

    private static OptionalLong next(List<SearchSegment> page, int limit) {
        return page.size() < limit
                ? OptionalLong.empty()
                : OptionalLong.of(page.get(page.size() - 1).start());
    }

    private Mono<List<UUID>> candidates(
            Queries queries, OrgId org, SearchKind kind, SearchSegment segment, SearchQuery query) {
        BitSet numbers = query.candidates(segment.blocks());
        return numbers.isEmpty()
                ? Mono.empty()
                : reader.chunks(queries, org, kind, segment).map(chunks -> SearchChunk.newest(chunks, numbers));
    }

    @Override
    public Mono<List<FoundMessage>> messages(Queries queries, OrgId org, Collection<UUID> ids) {
        return queries.list(MESSAGES, SqlSearchIndexRepository::toMessage, org.value(), ids.toArray(UUID[]::new));
    }

    private static FoundMessage toMessage(Row row) {
        return new FoundMessage(
                new MessageId(row.uuid("id")),
                new ThreadId(row.uuid("topic_id")),
                row.string("topic"),
                row.string("sender_name"),
                row.string("content"),
                row.number("position"));
    }

    @Override
    public Mono<List<OrgId>> listBehind(Queries queries, SearchKind kind, Optional<OrgId> after, int limit) {
        return queries.list(
                LIST_BEHIND,
                row -> new OrgId(row.uuid("org_id")),
                kind.stored(),
                after.map(OrgId::value).orElse(LOWEST),
                limit);
    }

    @Override
    public Mono<List<OrgRetention>> listRetentions(Queries queries, Optional<OrgId> after, int limit) {
        return queries.list(
                LIST_RETENTIONS,
                row -> new OrgRetention(new OrgId(row.uuid("org_id")), row.number("message_ttl_days")),
                after.map(OrgId::value).orElse(LOWEST),
                limit);
    }

    @Override
    public Mono<List<Long>> listSegments(Queries queries, OrgId org, long from, long before, int limit) {
        return reader.list(queries, org, SearchKind.MESSAGE, from, before, limit);
    }

    @Override
    public Mono<Integer> forgetGone(Database database, OrgId org, long segment) {
        return database.transaction(queries -> pruning.run(queries, org, segment));
    }
}
