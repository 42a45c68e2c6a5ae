package dev.parley.persistence.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A part of a text that is looked for, whatever the case. */
public final class SearchQuery {

    /** Grams asked of the index: more would cost more reading than they save in looking at texts. */
    private static final int MAX_GRAMS = 8;

    private final String folded;
    private final int[] grams;

    private SearchQuery(String folded) {
        this.folded = folded;
        this.grams = Grams.ofQuery(folded, MAX_GRAMS);
    }

    /** Looks for a text, which must not be empty. */
    public static SearchQuery of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to look for");
        }
        return new SearchQuery(FoldedText.of(text));
    }

    /** What the index only supposes: whether the text has it. */
    public boolean isIn(String text) {
        return FoldedText.of(text).contains(folded);
    }

    /** The buckets that {@link #candidates} wants. */
    List<Integer> buckets() {
        IntStream wanted = grams.length == 0
                ? IntStream.of(Grams.bucketOfUnit(folded.charAt(0)))
                : Arrays.stream(grams).map(Grams::bucketOf);
        return wanted.distinct().boxed().toList();
    }

    /** The documents of a segment that may contain it. */
    BitSet candidates(Map<Integer, byte[]> blocks) {
        if (grams.length == 0) {
            char unit = folded.charAt(0);
            return GramBlock.containingUnit(blocks.get(Grams.bucketOfUnit(unit)), unit);
        }
        BitSet found = null;
        for (int gram : grams) {
            BitSet with = GramBlock.containing(blocks.get(Grams.bucketOf(gram)), gram);
            if (found != null) {
                with.and(found);
            }
            if (with.isEmpty()) {
                return with;
            }
            found = with;
        }
        return found;
    }
}
