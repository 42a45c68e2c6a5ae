package dev.parley.persistence.search;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.OrgId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/**
 * Reads segments. It locks nothing: one statement reads all blocks of a page of segments, and chunks stay what they are when
 * segments are merged.
 */
final class SegmentReader {

    private static final String PAGE_OF_BUCKET = """
            (SELECT bucket, start_position, last_chunk, grams
               FROM search_blocks
              WHERE org_id = $1 AND bucket = $%d AND start_position < $2
              ORDER BY org_id DESC, bucket DESC, start_position DESC
              LIMIT $3)
            """;

    private static final int FIRST_BUCKET = 4;

    private static final String CHUNKS = """
            SELECT start_position, documents
              FROM search_chunks
             WHERE org_id = $1 AND kind = $2 AND start_position >= $3 AND start_position <= $4
             ORDER BY org_id, kind, start_position
            """;

    private static final String LIST = """
            SELECT start_position
              FROM search_blocks
             WHERE org_id = $1 AND bucket = $2 AND start_position >= $3 AND start_position < $4
             ORDER BY org_id, bucket, start_position
             LIMIT $5
            """;

    private static final String FIND = """
            SELECT bucket, start_position, last_chunk, grams
              FROM search_blocks
             WHERE org_id = $1 AND bucket = $2 AND start_position = $3
            """;

    /** The newest segments that begin before a position, newest first, each with the blocks of these buckets. */
    Mono<List<SearchSegment>> page(
            Queries queries, OrgId org, SearchKind kind, List<Integer> buckets, long before, int limit) {
        String sql = IntStream.range(0, buckets.size())
                .mapToObj(i -> PAGE_OF_BUCKET.formatted(FIRST_BUCKET + i))
                .collect(Collectors.joining(" UNION ALL "));
        List<Object> arguments = new ArrayList<>(List.of(org.value(), before, limit));
        buckets.forEach(bucket -> arguments.add(kind.stored(bucket)));
        return queries.list(sql, row -> toSegment(kind, row), arguments.toArray())
                .map(SegmentReader::joined);
    }

    /** Every arm of the union has the same segments in the same order. */
    private static List<SearchSegment> joined(List<SearchSegment> blocks) {
        Map<Long, SearchSegment> segments = new LinkedHashMap<>();
        blocks.forEach(block -> segments.merge(block.start(), block, (segment, more) -> {
            segment.blocks().putAll(more.blocks());
            return segment;
        }));
        return List.copyOf(segments.values());
    }

    private static SearchSegment toSegment(SearchKind kind, Row row) {
        Map<Integer, byte[]> block = new HashMap<>();
        block.put(row.integer("bucket") - kind.stored(0), row.get("grams", byte[].class));
        return new SearchSegment(row.number("start_position"), row.number("last_chunk"), block);
    }

    /** The segment of that name with its first block, or empty. */
    Mono<SearchSegment> find(Queries queries, OrgId org, SearchKind kind, long start) {
        return queries.one(FIND, row -> toSegment(kind, row), org.value(), kind.stored(0), start);
    }

    /** The names of the segments that begin in a range, in order. */
    Mono<List<Long>> list(Queries queries, OrgId org, SearchKind kind, long from, long before, int limit) {
        return queries.list(
                LIST, row -> row.number("start_position"), org.value(), kind.stored(0), from, before, limit);
    }

    /** The chunks of a segment in order. */
    Mono<List<SearchChunk>> chunks(Queries queries, OrgId org, SearchKind kind, SearchSegment segment) {
        return queries.list(
                CHUNKS,
                row -> SearchChunk.decode(row.number("start_position"), row.get("documents", byte[].class)),
                org.value(),
                kind.stored(),
                segment.start(),
                segment.lastChunk());
    }
}
