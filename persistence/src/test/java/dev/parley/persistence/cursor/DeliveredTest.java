package dev.parley.persistence.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveredTest {

    private static final int END = 200;
    private static final int ROUNDS = 200;

    @Test
    void whatFollowsTheMarkLeavesNoGap() {
        Delivered delivered = Delivered.upTo(10).and(10, 20).and(15, 30);

        assertThat(delivered).isEqualTo(Delivered.upTo(30));
        assertThat(delivered.covers(30)).isTrue();
        assertThat(delivered.covers(31)).isFalse();
    }

    @Test
    void whatWasPassedOverIsAGapUntilItIsHandedOver() {
        Delivered delivered = Delivered.upTo(10).and(20, 30);

        assertThat(delivered.covers(10)).isTrue();
        assertThat(delivered.covers(11)).isFalse();
        assertThat(delivered.covers(20)).isFalse();
        assertThat(delivered.covers(21)).isTrue();
        assertThat(delivered.contiguous()).isEqualTo(10);
        assertThat(delivered.mark()).isEqualTo(30);
        assertThat(delivered.gaps()).isEqualTo("10-20");

        assertThat(delivered.and(12, 15).gaps()).isEqualTo("10-12,15-20");
        assertThat(delivered.and(5, 15).gaps()).isEqualTo("15-20");
        assertThat(delivered.and(15, 25).gaps()).isEqualTo("10-15");
        assertThat(delivered.and(10, 20)).isEqualTo(Delivered.upTo(30));
    }

    @Test
    void everythingUpToAPositionClosesTheGapsBeforeIt() {
        Delivered delivered = Delivered.upTo(10).and(20, 30).and(40, 50);

        assertThat(delivered.andAllUpTo(45)).isEqualTo(Delivered.parse(50, ""));
        assertThat(delivered.andAllUpTo(35)).isEqualTo(Delivered.parse(50, "35-40"));
        assertThat(delivered.andAllUpTo(60)).isEqualTo(Delivered.upTo(60));
        assertThat(delivered.andAllUpTo(10)).isEqualTo(delivered);
    }

    @Test
    void ofMoreGapsThanAreKeptTheOldestBecomeOne() {
        Delivered delivered = Delivered.upTo(0);
        for (long i = 1; i <= Delivered.MAX_GAPS + 1; i++) {
            delivered = delivered.and(i * 10, i * 10 + 5);
        }

        assertThat(delivered.gaps()).startsWith("0-20,25-30,").endsWith("85-90");
        assertThat(delivered.covers(12))
                .as("was handed over, which is not known any more")
                .isFalse();
        assertThat(delivered.covers(23)).isTrue();
    }

    @Test
    void nothingAtAllChangesNothing() {
        Delivered delivered = Delivered.upTo(10).and(20, 30);

        assertThat(delivered.and(40, 40)).isEqualTo(delivered);
        assertThat(delivered.and(40, 35)).isEqualTo(delivered);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itNeverSaysMoreThanWasHandedOverAndRemembersTheLatest(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            BitSet model = new BitSet();
            Delivered delivered = Delivered.upTo(0);
            int gapsEver = 0;
            for (int step = 0; step < 30; step++) {
                int after = random.nextInt(END);
                int upTo = after + random.nextInt(10);
                model.set(after + 1, upTo + 1);
                delivered = delivered.and(after, upTo);
                gapsEver = Math.max(gapsEver, gaps(model));
                assertUnderstates(delivered, model, gapsEver <= Delivered.MAX_GAPS);
                assertThat(Delivered.parse(delivered.mark(), delivered.gaps())).isEqualTo(delivered);
            }
        }
    }

    private static void assertUnderstates(Delivered delivered, BitSet model, boolean exact) {
        for (int position = 1; position <= END + 10; position++) {
            boolean said = delivered.covers(position);
            assertThat(!said || model.get(position))
                    .as("%s has %d", delivered, position)
                    .isTrue();
            if (exact) {
                assertThat(said).as("%s has %d", delivered, position).isEqualTo(model.get(position));
            }
        }
        assertThat(delivered.mark()).isEqualTo(model.length() - 1 < 0 ? 0 : model.length() - 1);
        long contiguous = delivered.contiguous();
        assertThat(IntStream.rangeClosed(1, (int) contiguous)).allMatch(delivered::covers);
        assertThat(contiguous == delivered.mark() || !delivered.covers(contiguous + 1))
                .isTrue();
    }

    /** Runs of positions before the last one that were not handed over. */
    private static int gaps(BitSet model) {
        return (int) IntStream.range(1, model.length())
                .filter(position -> !model.get(position) && (position == 1 || model.get(position - 1)))
                .count();
    }
}
