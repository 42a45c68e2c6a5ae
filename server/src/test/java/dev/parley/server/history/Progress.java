package dev.parley.server.history;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.LockSupport;

/** How far the writers are. */
final class Progress {

    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(2);

    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);
    private volatile boolean over;

    void acknowledge() {
        acknowledged.incrementAndGet();
    }

    void repeat() {
        repeated.incrementAndGet();
    }

    void refuse() {
        refused.incrementAndGet();
    }

    /** What one writer asked for at once is done, for so long after it began to ask. */
    void took(long nanos) {
        longest.accumulate(nanos);
    }

    /** The longest that anybody waited for that since this was last asked. */
    Duration longest() {
        return Duration.ofNanos(longest.getThenReset());
    }

    int acknowledged() {
        return acknowledged.get();
    }

    int repeated() {
        return repeated.get();
    }

    int refused() {
        return refused.get();
    }

    /** The writers have ended. */
    void end() {
        over = true;
    }

    /** Waits until so much is acknowledged; false when the writers end before. */
    boolean awaitAcknowledged(int deeds) {
        while (acknowledged.get() < deeds) {
            if (over) {
                return false;
            }
            LockSupport.parkNanos(GLANCE);
        }
        return true;
    }
}
