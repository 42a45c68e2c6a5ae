package dev.parley.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {

    private static final long MINUTE = 60_000;

    private final SlidingWindow window = new SlidingWindow(MINUTE);

    @Test
    void theLimitIsReachedExactlyAndFreedEventByEvent() {
        assertThat(window.acquire(1_000, 2)).isZero();
        assertThat(window.acquire(5_000, 2)).isZero();

        assertThat(window.acquire(11_000, 2)).isEqualTo(50_000);
        assertThat(window.acquire(60_999, 2)).isEqualTo(1);
        assertThat(window.acquire(61_000, 2)).isZero();
        assertThat(window.acquire(61_000, 2)).isEqualTo(4_000);
    }

    @Test
    void refusedAttemptsAreNotCounted() {
        assertThat(window.acquire(0, 1)).isZero();
        for (int at = 1; at < 60; at++) {
            assertThat(window.acquire(at * 1_000L, 1)).isPositive();
        }
        assertThat(window.acquire(MINUTE, 1)).isZero();
    }

    @Test
    void aLoweredLimitCountsWhatWasDoneUnderTheOldOne() {
        for (int i = 0; i < 10; i++) {
            assertThat(window.acquire(i, 10)).isZero();
        }
        assertThat(window.acquire(20, 5)).isPositive();
        assertThat(window.acquire(20, 11)).isZero();
    }

    @Test
    void nothingIsAllowedUnderALimitOfZero() {
        assertThat(window.acquire(0, 0)).isEqualTo(MINUTE);
    }

    @Test
    void aClockThatGoesBackFreesNothingEarly() {
        assertThat(window.acquire(50_000, 1)).isZero();
        assertThat(window.acquire(10_000, 1)).isEqualTo(MINUTE);
        assertThat(window.acquire(109_999, 1)).isEqualTo(1);
    }

    @Test
    void memoryIsBoundedByTimeAndNotByTheLimit() {
        long accepted = 0;
        for (long micros = 0; micros < 2 * MINUTE * 1_000; micros += 200) {
            accepted += window.acquire(micros / 1_000, 2_000_000_000) == 0 ? 1 : 0;
        }
        assertThat(accepted).isEqualTo(600_000);
        assertThat(window.capacity()).isLessThanOrEqualTo(8_192);
    }

    @Test
    void neverLetsMoreThroughThanASlowExactCount() {
        Random random = new Random(42);
        ArrayDeque<Long> accepted = new ArrayDeque<>();
        long now = 0;
        for (int i = 0; i < 50_000; i++) {
            now += random.nextInt(100) == 0 ? random.nextInt(20_000) : random.nextInt(30);
            long end = now - MINUTE;
            accepted.removeIf(time -> time <= end);
            long wait = window.acquire(now, 300);
            if (wait == 0) {
                accepted.add(now);
            }
            assertThat(accepted.size()).isLessThanOrEqualTo(300);
            if (wait > 0) {
                long oldest = accepted.getFirst() + MINUTE - now;
                assertThat(wait).isBetween(1L, oldest + 10);
            }
        }
    }
}
