package dev.parley.server.limit;

/**
 * What one bot did within the last stretch of time. Events of the same slot, 1/{@value #SLOTS} of the window, are kept as
 * one, with the time of the latest: so memory is bounded whatever the limit, no event counts for less than the window, and
 * none for more than a slot longer. Not safe for concurrent use.
 */
final class SlidingWindow {

    private static final int SLOTS = 6_000;
    private static final int FIRST_CAPACITY = 8;

    private final long windowMillis;
    private final long slotMillis;

    /** A ring of slots in use, oldest at {@code head}: when the latest event of each happened, and how many did. */
    private long[] times = new long[FIRST_CAPACITY];

    private int[] counts = new int[FIRST_CAPACITY];
    private int head;
    private int used;
    private long total;
    private long now;

    SlidingWindow(long windowMillis) {
        this.windowMillis = windowMillis;
        this.slotMillis = slotMillis(windowMillis);
    }

    /** How long the slots of such a window are. */
    static long slotMillis(long windowMillis) {
        return Math.max(1, windowMillis / SLOTS);
    }

    /** Counts an event unless {@code limit} of them lie within the window; returns 0, or ms until one may be again. */
    long acquire(long nowMillis, long limit) {
        now = used == 0 ? nowMillis : Math.max(nowMillis, times[newest()]);
        forgetUntil(now - windowMillis);
        if (total >= limit) {
            return millisUntilOneLeaves();
        }
        add(now);
        return 0;
    }

    /** Events that lay within the window at the last attempt. */
    long total() {
        return total;
    }

    /** From the last attempt until the oldest event leaves the window; the whole window when there is none. */
    long millisUntilOneLeaves() {
        return used == 0 ? windowMillis : times[head] + windowMillis - now;
    }

    private void forgetUntil(long time) {
        while (used > 0 && times[head] <= time) {
            total -= counts[head];
            head = (head + 1) % times.length;
            used--;
        }
    }

    private void add(long now) {
        if (used == 0 || times[newest()] / slotMillis != now / slotMillis) {
            grow();
            used++;
            counts[newest()] = 0;
        }
        times[newest()] = now;
        counts[newest()]++;
        total++;
    }

    private int newest() {
        return (head + used - 1) % times.length;
    }

    private void grow() {
        if (used < times.length) {
            return;
        }
        long[] moreTimes = new long[used * 2];
        int[] moreCounts = new int[used * 2];
        for (int i = 0; i < used; i++) {
            moreTimes[i] = times[(head + i) % used];
            moreCounts[i] = counts[(head + i) % used];
        }
        times = moreTimes;
        counts = moreCounts;
        head = 0;
    }

    /** Slots it keeps memory for. */
    int capacity() {
        return times.length;
    }
}
