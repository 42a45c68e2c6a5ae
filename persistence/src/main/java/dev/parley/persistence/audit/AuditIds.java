package dev.parley.persistence.audit;

import dev.parley.persistence.journal.Position;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the ids of audit rows: UUIDs of version 7 whose time is that of a journal position. So the rows of an organisation
 * are stored in the order in which things happened, whichever node wrote them, and a time is a range of ids.
 */
public final class AuditIds {

    /** Sorts after every id. */
    static final UUID HIGHEST = new UUID(Long.MAX_VALUE, -1);

    /** Sorts before every id. */
    static final UUID LOWEST = new UUID(0, 0);

    private static final long VERSION = 0x7000;
    private static final long VARIANT = Long.MIN_VALUE;
    private static final int COUNT_SHIFT = 2;
    private static final long MAX_MILLIS = (1L << 47) - 1;
    private static final int SEQUENCE_SHIFT = 40;
    private static final int SEQUENCE_MASK = (1 << 22) - 1;

    /** Keeps the order of rows that share a position. */
    private static final AtomicInteger SEQUENCE = new AtomicInteger();

    private AuditIds() {}

    /** An id for something that happened at that position, greater than the one made before for it. */
    public static UUID at(long position) {
        long count = position - Position.first(Position.millis(position));
        long sequence = SEQUENCE.getAndIncrement() & SEQUENCE_MASK;
        long random = ThreadLocalRandom.current().nextLong(1L << SEQUENCE_SHIFT);
        return new UUID(
                high(Position.millis(position)) | count << COUNT_SHIFT, VARIANT | sequence << SEQUENCE_SHIFT | random);
    }

    /** Not after any id of that millisecond, and after every id before it. Times that no clock shows are cut off. */
    static UUID first(long millis) {
        return new UUID(high(Math.max(0, Math.min(millis, MAX_MILLIS))), VARIANT);
    }

    /** Not after any id of a later millisecond, and after every id up to that one. */
    static UUID after(long millis) {
        return first(Math.min(millis, MAX_MILLIS - 1) + 1);
    }

    private static long high(long millis) {
        return millis << 16 | VERSION;
    }
}
