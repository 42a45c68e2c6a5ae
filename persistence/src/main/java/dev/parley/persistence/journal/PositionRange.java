package dev.parley.persistence.journal;

import java.util.OptionalLong;

/**
 * A stretch of a journal, without its two ends.
 *
 * @param after positions must be greater
 * @param before positions must be smaller
 */
public record PositionRange(long after, long before) {

    /** The whole journal. */
    public static final PositionRange ALL = new PositionRange(Long.MIN_VALUE, Long.MAX_VALUE);

    private static final long LAST_MILLIS = Position.millis(Long.MAX_VALUE) - 1;

    public static PositionRange before(long position) {
        return new PositionRange(Long.MIN_VALUE, position);
    }

    public static PositionRange after(long position) {
        return new PositionRange(position, Long.MAX_VALUE);
    }

    /** What occurred later than one millisecond and earlier than another; either end may be open. */
    public static PositionRange between(OptionalLong sinceMillis, OptionalLong beforeMillis) {
        return new PositionRange(
                sinceMillis.isPresent() ? Position.last(bounded(sinceMillis.getAsLong())) : ALL.after,
                beforeMillis.isPresent() ? Position.first(bounded(beforeMillis.getAsLong())) : ALL.before);
    }

    /** Clients may send any number; beyond these bounds nothing occurs. */
    private static long bounded(long millis) {
        return Math.max(-1, Math.min(LAST_MILLIS, millis));
    }
}
