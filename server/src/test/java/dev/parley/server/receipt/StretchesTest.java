package dev.parley.server.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.receipt.Stretches.Stretch;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StretchesTest {

    private static final int END = 100;

    @Test
    void whatTouchesIsOne() {
        Stretches stretches = Stretches.NONE.and(10, 20).and(30, 40);

        assertThat(stretches.and(20, 25).all()).containsExactly(new Stretch(10, 25), new Stretch(30, 40));
        assertThat(stretches.and(20, 30).all()).containsExactly(new Stretch(10, 40));
        assertThat(stretches.and(5, 50).all()).containsExactly(new Stretch(5, 50));
        assertThat(stretches.and(0, 5).all())
                .containsExactly(new Stretch(0, 5), new Stretch(10, 20), new Stretch(30, 40));
        assertThat(stretches.and(7, 7)).isEqualTo(stretches);
    }

    @Test
    void theOldestOfTooManyAreForgotten() {
        Stretches stretches = Stretches.NONE;
        for (long i = 0; i <= Stretches.MAX; i++) {
            stretches = stretches.and(i * 10, i * 10 + 5);
        }

        assertThat(stretches.all()).hasSize(Stretches.MAX);
        assertThat(stretches.cover(3)).isFalse();
        assertThat(stretches.cover(13)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theyNeverSayMoreThanTheyWereTold(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            BitSet model = new BitSet();
            Stretches stretches = Stretches.NONE;
            boolean forgetful = false;
            for (int step = 0; step < 12; step++) {
                int after = random.nextInt(END);
                int upTo = after + random.nextInt(12);
                model.set(after + 1, upTo + 1);
                stretches = stretches.and(after, upTo);
                forgetful |= stretches.all().size() == Stretches.MAX;
                assertAgree(stretches, model, !forgetful);
            }
        }
    }

    private static void assertAgree(Stretches stretches, BitSet model, boolean exact) {
        assertThat(stretches.all()).hasSizeLessThanOrEqualTo(Stretches.MAX);
        for (int position = 0; position <= END + 12; position++) {
            boolean said = stretches.cover(position);
            assertThat(!said || model.get(position))
                    .as("%s has %d", stretches, position)
                    .isTrue();
            if (exact) {
                assertThat(said).as("%s has %d", stretches, position).isEqualTo(model.get(position));
            }
        }
        long end = 0;
        for (Stretch stretch : stretches.all()) {
            assertThat(stretch.after()).as("%s", stretches).isGreaterThan(end - 1);
            end = stretch.upTo() + 1;
        }
    }
}
