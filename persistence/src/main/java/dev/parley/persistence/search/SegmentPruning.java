package dev.parley.persistence.search;

import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes messages that no longer exist out of segments, so that nothing of their text is left. */
final class SegmentPruning {

    private static final String EXISTING = """
            SELECT m.id
              FROM unnest(cast($2 AS uuid array)) AS indexed(id)
              LEFT JOIN messages m ON m.org_id = $1 AND m.id = indexed.id
             WHERE m.id IS NOT NULL
            """;

    private static final String BLOCK =
            "SELECT grams FROM search_blocks WHERE org_id = $1 AND bucket = $2 AND start_position = $3";

    private static final String UPDATE_BLOCK =
            "UPDATE search_blocks SET grams = $4 WHERE org_id = $1 AND bucket = $2 AND start_position = $3";

    private static final String DELETE_BLOCK =
            "DELETE FROM search_blocks WHERE org_id = $1 AND bucket = $2 AND start_position = $3";

    private static final String UPDATE_CHUNK =
            "UPDATE search_chunks SET documents = $4 WHERE org_id = $1 AND kind = $2 AND start_position = $3";

    private static final String DELETE_CHUNKS = """
            DELETE FROM search_chunks
             WHERE org_id = $1 AND kind = $2 AND start_position >= $3 AND start_position <= $4
            """;

    private static final SearchKind KIND = SearchKind.MESSAGE;

    private final SegmentReader reader;
    private final SegmentWriter writer;

    SegmentPruning(SegmentReader reader, SegmentWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /** Emits how many messages it took out. */
    Mono<Integer> run(Queries queries, OrgId org, long segment) {
        return writer.lock(queries, org, KIND)
                .filter(locked -> locked)
                .flatMap(locked -> reader.find(queries, org, KIND, segment))
                .flatMap(found ->
                        reader.chunks(queries, org, KIND, found).flatMap(chunks -> prune(queries, org, found, chunks)))
                .defaultIfEmpty(0);
    }

    private static Mono<Integer> prune(Queries queries, OrgId org, SearchSegment segment, List<SearchChunk> chunks) {
        return Flux.fromIterable(chunks)
                .concatMap(chunk -> existing(queries, org, chunk).map(chunk::retain))
                .collectList()
                .flatMap(kept -> {
                    BitSet present = SearchChunk.present(kept);
                    int gone = SearchChunk.present(chunks).cardinality() - present.cardinality();
                    return replace(queries, org, segment, kept, present, gone).thenReturn(gone);
                });
    }

    private static Mono<List<UUID>> existing(Queries queries, OrgId org, SearchChunk chunk) {
        return queries.list(
                EXISTING, row -> row.uuid("id"), org.value(), chunk.ids().toArray(UUID[]::new));
    }

    private static Mono<Void> replace(
            Queries queries, OrgId org, SearchSegment segment, List<SearchChunk> kept, BitSet present, int gone) {
        if (present.isEmpty()) {
            return delete(queries, org, segment);
        }
        return gone == 0 ? Mono.empty() : update(queries, org, segment, kept, present);
    }

    private static Mono<Void> delete(Queries queries, OrgId org, SearchSegment segment) {
        return Flux.range(0, Grams.BUCKETS)
                .concatMap(bucket -> queries.execute(DELETE_BLOCK, org.value(), KIND.stored(bucket), segment.start()))
                .then(queries.execute(DELETE_CHUNKS, org.value(), KIND.stored(), segment.start(), segment.lastChunk()))
                .then();
    }

    private static Mono<Void> update(
            Queries queries, OrgId org, SearchSegment segment, List<SearchChunk> kept, BitSet present) {
        return Flux.range(0, Grams.BUCKETS)
                .concatMap(bucket -> updateBlock(queries, org, KIND.stored(bucket), segment.start(), present))
                .thenMany(Flux.fromIterable(kept))
                .concatMap(chunk ->
                        queries.execute(UPDATE_CHUNK, org.value(), KIND.stored(), chunk.start(), chunk.encode()))
                .then();
    }

    private static Mono<Long> updateBlock(Queries queries, OrgId org, int bucket, long start, BitSet present) {
        return queries.one(BLOCK, row -> row.get("grams", byte[].class), org.value(), bucket, start)
                .map(block -> {
                    GramBlock kept = new GramBlock();
                    kept.addAll(block, 0);
                    kept.retain(present);
                    return kept.encode();
                })
                .flatMap(block -> queries.execute(UPDATE_BLOCK, org.value(), bucket, start, block));
    }
}
