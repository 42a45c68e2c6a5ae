package dev.parley.persistence.search;

import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes one segment of the newest ones. Small segments make what was said findable soon, large ones make searching them
 * cheap; the texts themselves are not read again.
 */
final class SegmentMerge {

    /** Bytes of a block. H2 takes no value of more than a megabyte; blocks of usual texts have a few kilobytes. */
    private static final int MAX_BLOCK = 512 * 1024;

    private static final String NEWEST_CHUNKS = """
            SELECT start_position, settled
              FROM search_chunks
             WHERE org_id = $1 AND kind = $2
             ORDER BY org_id DESC, kind DESC, start_position DESC
             LIMIT $3
            """;

    private static final String SETTLE =
            "UPDATE search_chunks SET settled = TRUE WHERE org_id = $1 AND kind = $2 AND start_position >= $3";

    private static final String BLOCKS = """
            SELECT grams
              FROM search_blocks
             WHERE org_id = $1 AND bucket = $2 AND start_position >= $3
             ORDER BY org_id, bucket, start_position
             LIMIT $4
            """;

    private static final String DELETE_BLOCKS =
            "DELETE FROM search_blocks WHERE org_id = $1 AND bucket = $2 AND start_position >= $3";

    private final SegmentWriter writer;

    SegmentMerge(SegmentWriter writer) {
        this.writer = writer;
    }

    /** Merges them if there are enough; emits whether there were. */
    Mono<Boolean> run(Queries queries, OrgId org, SearchKind kind, int count) {
        return writer.lock(queries, org, kind)
                .filter(locked -> locked)
                .flatMap(locked -> queries.list(
                        NEWEST_CHUNKS,
                        row -> new Chunk(row.number("start_position"), row.flag("settled")),
                        org.value(),
                        kind.stored(),
                        count))
                .filter(newest -> newest.size() == count && newest.stream().noneMatch(Chunk::settled))
                .flatMap(newest -> merge(
                        queries,
                        org,
                        kind,
                        newest.get(count - 1).start(),
                        newest.get(0).start(),
                        count))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> merge(Queries queries, OrgId org, SearchKind kind, long start, long lastChunk, int count) {
        return Flux.range(0, Grams.BUCKETS)
                .concatMap(bucket -> merged(queries, org, kind.stored(bucket), start, count))
                .collectList()
                .filter(blocks -> blocks.stream().allMatch(block -> block.length <= MAX_BLOCK))
                .flatMap(blocks -> replace(queries, org, kind, start, lastChunk, blocks))
                .then(queries.execute(SETTLE, org.value(), kind.stored(), start))
                .thenReturn(true);
    }

    private static Mono<byte[]> merged(Queries queries, OrgId org, int bucket, long start, int count) {
        return queries.list(BLOCKS, row -> row.get("grams", byte[].class), org.value(), bucket, start, count)
                .map(SegmentMerge::concatenated);
    }

    /** Numbers of a chunk's documents follow those of the chunk before. */
    private static byte[] concatenated(List<byte[]> blocks) {
        GramBlock all = new GramBlock();
        for (int i = 0; i < blocks.size(); i++) {
            all.addAll(blocks.get(i), i * SearchChunk.SIZE);
        }
        return all.encode();
    }

    private Mono<Void> replace(
            Queries queries, OrgId org, SearchKind kind, long start, long lastChunk, List<byte[]> blocks) {
        return Flux.range(0, Grams.BUCKETS)
                .concatMap(bucket -> queries.execute(DELETE_BLOCKS, org.value(), kind.stored(bucket), start))
                .then(writer.insertBlocks(queries, org, kind, start, lastChunk, blocks));
    }

    private record Chunk(long start, boolean settled) {}
}
