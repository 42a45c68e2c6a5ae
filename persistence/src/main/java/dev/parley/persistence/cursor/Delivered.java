package dev.parley.persistence.cursor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which part of its organisation's journal was handed to a bot: everything up to a mark but a few gaps. Immutable. It never
 * says more than was handed over; what would take more than {@value #MAX_GAPS} gaps to say, it says less exactly.
 */
public final class Delivered {

    /** Gaps that are kept; of more, the two oldest become one, with what lies between them. */
    public static final int MAX_GAPS = 8;

    private static final String BETWEEN_GAPS = ",";
    private static final String WITHIN_GAP = "-";

    /** Oldest first; none touches another, none reaches beyond the mark. */
    private final List<Gap> gaps;

    private final long mark;

    private Delivered(List<Gap> gaps, long mark) {
        this.gaps = gaps;
        this.mark = mark;
    }

    /** Everything up to a position. */
    public static Delivered upTo(long position) {
        return new Delivered(List.of(), position);
    }

    /** What {@link #mark} and {@link #gaps} said. */
    public static Delivered parse(long mark, String gaps) {
        return new Delivered(
                gaps.isEmpty()
                        ? List.of()
                        : Arrays.stream(gaps.split(BETWEEN_GAPS))
                                .map(Gap::parse)
                                .toList(),
                mark);
    }

    /** The same and everything in {@code (after, upTo]}. What lies between the mark and {@code after} was not handed over. */
    public Delivered and(long after, long upTo) {
        if (upTo <= after) {
            return this;
        }
        List<Gap> left = new ArrayList<>(gaps.size() + 2);
        gaps.forEach(gap -> gap.without(after, upTo, left));
        if (after > mark) {
            left.add(new Gap(mark, after));
        }
        return new Delivered(bounded(left), Math.max(mark, upTo));
    }

    /** The same and everything up to a position. */
    public Delivered andAllUpTo(long position) {
        return and(Long.MIN_VALUE, position);
    }

    private static List<Gap> bounded(List<Gap> gaps) {
        while (gaps.size() > MAX_GAPS) {
            Gap oldest = gaps.remove(0);
            gaps.set(0, new Gap(oldest.after, gaps.get(0).upTo));
        }
        return List.copyOf(gaps);
    }

    /** Whether the entry at {@code position} was handed over, if it was for the bot. */
    public boolean covers(long position) {
        return position <= mark && gaps.stream().noneMatch(gap -> gap.contains(position));
    }

    /** Everything up to here was handed over, without a gap. */
    public long contiguous() {
        return gaps.isEmpty() ? mark : gaps.get(0).after;
    }

    /** Nothing beyond it was handed over. */
    public long mark() {
        return mark;
    }

    /** The gaps as they are stored: {@code after-upTo}, oldest first, with commas between them; empty without any. */
    public String gaps() {
        return gaps.stream().map(Gap::toString).collect(Collectors.joining(BETWEEN_GAPS));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Delivered delivered && delivered.mark == mark && delivered.gaps.equals(gaps);
    }

    @Override
    public int hashCode() {
        return 31 * gaps.hashCode() + Long.hashCode(mark);
    }

    @Override
    public String toString() {
        return mark + (gaps.isEmpty() ? "" : " without " + gaps());
    }

    /** What was not handed over: {@code (after, upTo]}. */
    private record Gap(long after, long upTo) {

        static Gap parse(String text) {
            int middle = text.indexOf(WITHIN_GAP);
            return new Gap(Long.parseLong(text, 0, middle, 10), Long.parseLong(text, middle + 1, text.length(), 10));
        }

        /** Adds what is left of the gap, in up to two parts, when {@code (from, to]} is taken out of it. */
        void without(long from, long to, List<Gap> left) {
            if (to <= after || from >= upTo) {
                left.add(this);
                return;
            }
            if (from > after) {
                left.add(new Gap(after, from));
            }
            if (to < upTo) {
                left.add(new Gap(to, upTo));
            }
        }

        boolean contains(long position) {
            return after < position && position <= upTo;
        }

        @Override
        public String toString() {
            return after + WITHIN_GAP + upTo;
        }
    }
}
