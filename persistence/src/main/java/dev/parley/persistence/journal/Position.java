package dev.parley.persistence.journal;

/**
 * A place in an organisation's journal: a hybrid logical clock of epoch milliseconds (upper bits) and a count within the
 * millisecond (lower {@value #COUNT_BITS} bits). So "everything since this time" is a comparison of positions, and time
 * never runs backwards in a journal, whatever the machine's clock does. Stays an exact JavaScript number until the year
 * 2248.
 */
public final class Position {

    static final int COUNT_BITS = 10;

    private Position() {}

    /** The next position after {@code last}, not before {@code nowMillis}. */
    public static long next(long last, long nowMillis) {
        return Math.max(last + 1, first(nowMillis));
    }

    /** The smallest position of that millisecond. */
    public static long first(long millis) {
        return millis << COUNT_BITS;
    }

    /** The largest position that is not after that millisecond. */
    public static long last(long millis) {
        return first(millis + 1) - 1;
    }

    /** When the entry at {@code position} occurred, in epoch milliseconds. */
    public static long millis(long position) {
        return position >> COUNT_BITS;
    }
}
