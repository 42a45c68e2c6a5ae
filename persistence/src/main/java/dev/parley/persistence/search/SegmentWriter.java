package dev.parley.persistence.search;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** Adds segments. All that changes an index locks its cursor first. */
final class SegmentWriter {

    private static final Insert INTO_CHUNKS =
            Insert.into("search_chunks", "org_id", "kind", "start_position", "settled", "documents");

    private static final Insert INTO_BLOCKS =
            Insert.into("search_blocks", "org_id", "bucket", "start_position", "last_chunk", "grams");

    /** Once in the life of an index. Whoever destroys the organisation has taken this row away. */
    private static final String LOCK_ORG = "SELECT position FROM org_positions WHERE org_id = $1 FOR UPDATE";

    private static final String BEGIN =
            "INSERT INTO search_cursors (org_id, kind, position) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

    private static final String MOVE =
            "UPDATE search_cursors SET position = $4 WHERE org_id = $1 AND kind = $2 AND position = $3";

    private static final String LOCK = "UPDATE search_cursors SET position = position WHERE org_id = $1 AND kind = $2";

    /** Moves the cursor; false when it is elsewhere or the organisation is gone. */
    Mono<Boolean> claim(Queries queries, OrgId org, SearchKind kind, long from, long to) {
        Mono<Long> moved = from == 0
                ? queries.one(LOCK_ORG, row -> row.number("position"), org.value())
                        .flatMap(locked -> queries.execute(BEGIN, org.value(), kind.stored(), to))
                : queries.execute(MOVE, org.value(), kind.stored(), from, to);
        return moved.map(rows -> rows > 0).defaultIfEmpty(false);
    }

    /** False when there is no index to lock. */
    Mono<Boolean> lock(Queries queries, OrgId org, SearchKind kind) {
        return queries.execute(LOCK, org.value(), kind.stored()).map(rows -> rows > 0);
    }

    /** Adds a segment of one chunk. */
    Mono<Void> insert(Queries queries, OrgId org, SearchKind kind, NewSegment segment) {
        SearchChunk chunk = segment.chunk();
        long start = chunk.start();
        Object[] row = {org.value(), kind.stored(), start, false, chunk.encode()};
        return queries.insert(INTO_CHUNKS, List.<Object[]>of(row))
                .then(insertBlocks(queries, org, kind, start, start, segment.blocks()));
    }

    /** A segment has a row for every bucket, even an empty one: a page reads as many of each. */
    Mono<Void> insertBlocks(
            Queries queries, OrgId org, SearchKind kind, long start, long lastChunk, List<byte[]> blocks) {
        List<Object[]> rows = new ArrayList<>();
        for (int bucket = 0; bucket < blocks.size(); bucket++) {
            rows.add(new Object[] {org.value(), kind.stored(bucket), start, lastChunk, blocks.get(bucket)});
        }
        return queries.insert(INTO_BLOCKS, rows).then();
    }
}
