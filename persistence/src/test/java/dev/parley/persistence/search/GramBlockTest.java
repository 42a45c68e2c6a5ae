package dev.parley.persistence.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into a block is read from it. */
class GramBlockTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 256, 4_096})
    void everyGramHasTheDocumentsItWasAddedWith(int documents) {
        Random random = new Random(documents);
        Map<Integer, BitSet> expected = new HashMap<>();
        GramBlock block = new GramBlock();
        for (int i = 0; i < 200; i++) {
            int gram = random.nextInt();
            int count = random.nextInt(documents) + 1;
            for (int n = 0; n < count; n++) {
                int document = random.nextInt(documents);
                block.add(gram, document);
                expected.computeIfAbsent(gram, first -> new BitSet()).set(document);
            }
        }
        byte[] stored = block.encode();

        expected.forEach((gram, found) ->
                assertThat(GramBlock.containing(stored, gram)).as("%x", gram).isEqualTo(found));
        assertThat(GramBlock.containing(stored, 42)).isEqualTo(new BitSet());
    }

    @Test
    void theSmallestAndTheLargestGramAreLikeAllOthers() {
        GramBlock block = new GramBlock();
        Set<Integer> grams = new HashSet<>(Set.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE));
        grams.forEach(gram -> block.add(gram, 7));
        byte[] stored = block.encode();

        assertThat(grams).allSatisfy(gram -> assertThat(GramBlock.containing(stored, gram).stream())
                .containsExactly(7));
    }

    @Test
    void segmentsJoinedKeepTheirOrder() {
        GramBlock joined = new GramBlock();
        joined.addAll(block(5, 1, 2), 0);
        joined.addAll(block(5, 0, 255), 256);
        joined.addAll(block(6, 3), 512);
        byte[] stored = joined.encode();

        assertThat(GramBlock.containing(stored, 5).stream()).containsExactly(1, 2, 256, 511);
        assertThat(GramBlock.containing(stored, 6).stream()).containsExactly(515);
    }

    @Test
    void whatIsForgottenLeavesNothing() {
        GramBlock block = new GramBlock();
        block.addAll(block(5, 1, 2), 0);
        block.addAll(block(6, 2), 0);
        BitSet kept = new BitSet();
        kept.set(1);
        block.retain(kept);

        assertThat(block.encode()).isEqualTo(block(5, 1));
        block.retain(new BitSet());
        assertThat(block.encode()).isEmpty();
    }

    @Test
    void aSingleUnitIsInTheDocumentsOfAllItsGrams() {
        GramBlock block = new GramBlock();
        block.addAll(block(Grams.gram('部', '署'), 1), 0);
        block.addAll(block(Grams.gram('部', 0), 4), 0);
        block.addAll(block(Grams.gram('署', '部'), 6), 0);

        assertThat(GramBlock.containingUnit(block.encode(), '部').stream()).containsExactly(1, 4);
    }

    private static byte[] block(int gram, int... documents) {
        GramBlock block = new GramBlock();
        IntStream.of(documents).forEach(document -> block.add(gram, document));
        return block.encode();
    }
}
