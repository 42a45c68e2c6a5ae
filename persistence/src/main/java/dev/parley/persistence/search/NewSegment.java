package dev.parley.persistence.search;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A segment of one chunk that is still to be stored. To make it costs milliseconds of pure computing: that is done before the
 * transaction, in which it would keep all other writers waiting on H2.
 *
 * @param blocks one for every bucket, in their order
 */
record NewSegment(SearchChunk chunk, List<byte[]> blocks) {

    /** @param start the position before the first document */
    static NewSegment of(long start, List<SearchDocument> documents) {
        List<GramBlock> blocks =
                Stream.generate(GramBlock::new).limit(Grams.BUCKETS).toList();
        IntStream.range(0, documents.size()).forEach(number -> {
            String folded = FoldedText.of(documents.get(number).text());
            for (int gram : Grams.ofDocument(folded)) {
                blocks.get(Grams.bucketOf(gram)).add(gram, number);
            }
        });
        SearchChunk chunk = new SearchChunk(
                start, documents.stream().map(SearchDocument::id).toList());
        return new NewSegment(chunk, blocks.stream().map(GramBlock::encode).toList());
    }

    boolean isEmpty() {
        return chunk.ids().isEmpty();
    }
}
