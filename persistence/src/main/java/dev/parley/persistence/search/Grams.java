package dev.parley.persistence.search;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The pairs of neighbouring UTF-16 code units of a text, each as one number with the first unit in its upper half. Whatever
 * the script, a text of two units or more is part of another only if all its pairs are.
 */
final class Grams {

    /** Groups by first unit in which grams are stored; few enough to be rows of a kilobyte or so. */
    static final int BUCKETS = 64;

    private static final int BUCKET_BITS = 6;

    /** A multiplier that spreads neighbouring units evenly: 2^32 divided by the golden ratio. */
    private static final int SPREAD = 0x9E3779B1;

    private Grams() {}

    /** The distinct grams of a folded text, ascending. The last unit is paired with 0, so that each begins a gram. */
    static int[] ofDocument(String folded) {
        int[] grams = new int[folded.length()];
        for (int i = 0; i < grams.length; i++) {
            grams[i] = gram(folded.charAt(i), i + 1 < grams.length ? folded.charAt(i + 1) : 0);
        }
        Arrays.sort(grams);
        return distinct(grams);
    }

    /** By hand, as a stream would box each. */
    private static int[] distinct(int[] sorted) {
        int count = 0;
        for (int gram : sorted) {
            if (count == 0 || sorted[count - 1] != gram) {
                sorted[count] = gram;
                count++;
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    /** At most {@code max} of the distinct grams of a folded text, evenly spread; none for a single unit. */
    static int[] ofQuery(String folded, int max) {
        int[] all = IntStream.range(0, folded.length() - 1)
                .map(i -> gram(folded.charAt(i), folded.charAt(i + 1)))
                .distinct()
                .toArray();
        int wanted = Math.min(max, all.length);
        return IntStream.range(0, wanted).map(i -> all[i * all.length / wanted]).toArray();
    }

    static int gram(int first, int second) {
        return (first << 16) | second;
    }

    /** Grams with the same first unit share a bucket, so that one of them tells of a single unit, too. */
    static int bucketOf(int gram) {
        return bucketOfUnit(gram >>> 16);
    }

    static int bucketOfUnit(int unit) {
        return (unit * SPREAD) >>> (Integer.SIZE - BUCKET_BITS);
    }
}
