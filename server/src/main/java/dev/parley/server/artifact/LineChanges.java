package dev.parley.server.artifact;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which lines of one text have to go and which of another have to come to make it that one. The search for the fewest is
 * bounded, as it takes time with the square of what differs: beyond the bounds, all between the first and the last
 * difference goes and comes.
 */
final class LineChanges {

    /** Lines of both texts, between the first and the last difference, that are looked at one by one. */
    static final int MAX_LINES = 200_000;

    /** Of two lines each: some tenths of a second. */
    static final int MAX_COMPARISONS = 5_000_000;

    final BitSet removed = new BitSet();
    final BitSet added = new BitSet();
    private final Lines from;
    private final Lines to;

    /** Equal lines at the beginning, and at the end. */
    private final int head;

    private final int tail;
    private boolean coarse;

    private LineChanges(Lines from, Lines to) {
        this.from = from;
        this.to = to;
        int shorter = Math.min(from.count(), to.count());
        int same = 0;
        while (same < shorter && from.isSame(same, to, same)) {
            same++;
        }
        head = same;
        int last = 0;
        while (last < shorter - head && from.isSame(from.count() - 1 - last, to, to.count() - 1 - last)) {
            last++;
        }
        tail = last;
    }

    static LineChanges between(Lines from, Lines to) {
        LineChanges changes = new LineChanges(from, to);
        changes.find();
        return changes;
    }

    /** Whether a bound was met, so that more lines go and come than have to. */
    boolean isCoarse() {
        return coarse;
    }

    private void find() {
        if (from.count() + to.count() - 2 * (head + tail) > MAX_LINES) {
            replaceAll();
            return;
        }
        try {
            match();
        } catch (TooManyComparisons e) {
            replaceAll();
        }
    }

    private void replaceAll() {
        coarse = true;
        removed.set(head, from.count() - tail);
        added.set(head, to.count() - tail);
    }

    /** Lines that only one of the texts has cannot stay, so they need not be looked at again. */
    private void match() {
        Map<String, Content> contents = new HashMap<>();
        List<Content> old = contents(from, contents);
        List<Content> young = contents(to, contents);
        old.forEach(content -> content.isOld = true);
        young.forEach(content -> content.isYoung = true);
        Side left = Side.of(old, head, removed);
        Side right = Side.of(young, head, added);
        int[] comparisons = new int[1];
        List<Change> found = new MyersDiffWithLinearSpace<Content>((a, b) -> isSame(a, b, comparisons))
                .computeDiff(left.common, right.common, null);
        for (Change change : found) {
            left.mark(change.startOriginal, change.endOriginal, removed);
            right.mark(change.startRevised, change.endRevised, added);
        }
    }

    private List<Content> contents(Lines lines, Map<String, Content> known) {
        List<Content> contents = new ArrayList<>(lines.count() - head - tail);
        for (int i = head; i < lines.count() - tail; i++) {
            contents.add(known.computeIfAbsent(lines.line(i), line -> new Content()));
        }
        return contents;
    }

    private static boolean isSame(Content a, Content b, int[] comparisons) {
        comparisons[0]++;
        if (comparisons[0] > MAX_COMPARISONS) {
            throw new TooManyComparisons();
        }
        return a == b;
    }

    /** Stands for all lines that are equal. */
    private static final class Content {
        boolean isOld;
        boolean isYoung;
    }

    /**
     * Lines of a text that the other one has, too.
     *
     * @param index which line of the text each is
     */
    private record Side(List<Content> common, List<Integer> index) {

        /** Marks the lines that the other text does not have. */
        static Side of(List<Content> lines, int head, BitSet marks) {
            Side side = new Side(new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < lines.size(); i++) {
                Content content = lines.get(i);
                if (content.isOld && content.isYoung) {
                    side.common.add(content);
                    side.index.add(head + i);
                } else {
                    marks.set(head + i);
                }
            }
            return side;
        }

        void mark(int start, int end, BitSet marks) {
            for (int i = start; i < end; i++) {
                marks.set(index.get(i));
            }
        }
    }

    /** Ends a search that has become too long. */
    private static final class TooManyComparisons extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManyComparisons() {
            super(null, null, false, false);
        }
    }
}
