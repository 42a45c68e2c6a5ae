package dev.parley.server.artifact;

import java.util.ArrayList;
import java.util.List;

/**
 * What changes from one text to another in the form that {@code diff -u} writes and {@code patch} reads: empty when nothing
 * does, otherwise two lines with the names and hunks with three lines of context.
 *
 * @param coarse whether lines that are equal may be among those replaced, see {@link LineChanges}
 */
record UnifiedDiff(String text, boolean coarse) {

    private static final int CONTEXT = 3;

    static UnifiedDiff of(String fromName, String from, String toName, String to) {
        if (from.equals(to)) {
            return new UnifiedDiff("", false);
        }
        Lines before = Lines.of(from);
        Lines after = Lines.of(to);
        LineChanges changes = LineChanges.between(before, after);
        StringBuilder diff = new StringBuilder();
        diff.append("--- ").append(fromName).append("\n+++ ").append(toName).append('\n');
        for (List<Block> hunk : hunks(blocks(before, after, changes))) {
            append(diff, hunk, before, after);
        }
        return new UnifiedDiff(diff.toString(), changes.isCoarse());
    }

    /** Lines that go, and those that come in their place; ends are exclusive. */
    private record Block(int from, int fromEnd, int to, int toEnd) {}

    private static List<Block> blocks(Lines before, Lines after, LineChanges changes) {
        List<Block> blocks = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.count() || j < after.count()) {
            int fromEnd = changes.removed.nextClearBit(i);
            int toEnd = changes.added.nextClearBit(j);
            if (fromEnd > i || toEnd > j) {
                blocks.add(new Block(i, fromEnd, j, toEnd));
            }
            i = fromEnd + 1;
            j = toEnd + 1;
        }
        return blocks;
    }

    /** Blocks whose contexts would meet share a hunk. */
    private static List<List<Block>> hunks(List<Block> blocks) {
        List<List<Block>> hunks = new ArrayList<>();
        int end = -1;
        for (Block block : blocks) {
            if (end < 0 || block.from - end > 2 * CONTEXT) {
                hunks.add(new ArrayList<>());
            }
            hunks.get(hunks.size() - 1).add(block);
            end = block.fromEnd;
        }
        return hunks;
    }

    private static void append(StringBuilder diff, List<Block> hunk, Lines before, Lines after) {
        Block first = hunk.get(0);
        Block last = hunk.get(hunk.size() - 1);
        int lead = Math.min(CONTEXT, first.from);
        int trail = Math.min(CONTEXT, before.count() - last.fromEnd);
        diff.append("@@ -").append(range(first.from - lead, last.fromEnd + trail));
        diff.append(" +").append(range(first.to - lead, last.toEnd + trail)).append(" @@\n");
        int at = first.from - lead;
        for (Block block : hunk) {
            append(diff, ' ', before, at, block.from);
            append(diff, '-', before, block.from, block.fromEnd);
            append(diff, '+', after, block.to, block.toEnd);
            at = block.fromEnd;
        }
        append(diff, ' ', before, at, at + trail);
    }

    /** Lines are counted from 1; no lines at all stand behind the line before them. */
    private static String range(int start, int end) {
        return (end == start ? start : start + 1) + "," + (end - start);
    }

    private static void append(StringBuilder diff, char mark, Lines lines, int start, int end) {
        for (int i = start; i < end; i++) {
            lines.appendTo(diff, mark, i);
        }
    }
}
