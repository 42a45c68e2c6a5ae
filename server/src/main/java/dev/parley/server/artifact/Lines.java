package dev.parley.server.artifact;

import java.util.Arrays;

/**
 * A text as lines, without a copy of it. A line ends with its line feed; what else stands before that, such as a carriage
 * return, belongs to it, and so does the lack of a line feed at the end of the text.
 */
final class Lines {

    private static final char END = '\n';

    private final String text;

    /** Where each line begins, and where the last one ends. */
    private final int[] starts;

    private Lines(String text, int[] starts) {
        this.text = text;
        this.starts = starts;
    }

    static Lines of(String text) {
        int[] starts = new int[16];
        int count = 0;
        for (int at = 0; at < text.length(); at = endOf(text, at)) {
            if (count + 1 == starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
            }
            starts[count] = at;
            count++;
        }
        starts[count] = text.length();
        return new Lines(text, Arrays.copyOf(starts, count + 1));
    }

    private static int endOf(String text, int start) {
        int end = text.indexOf(END, start);
        return end < 0 ? text.length() : end + 1;
    }

    int count() {
        return starts.length - 1;
    }

    /** A line with its line feed, if it has one. */
    String line(int index) {
        return text.substring(starts[index], starts[index + 1]);
    }

    boolean isSame(int index, Lines other, int otherIndex) {
        int length = starts[index + 1] - starts[index];
        return length == other.starts[otherIndex + 1] - other.starts[otherIndex]
                && text.regionMatches(starts[index], other.text, other.starts[otherIndex], length);
    }

    /** Appends a line of a unified diff, which says where a line feed is missing. */
    void appendTo(StringBuilder diff, char mark, int index) {
        int end = starts[index + 1];
        diff.append(mark).append(text, starts[index], end);
        if (text.charAt(end - 1) != END) {
            diff.append("\n\\ No newline at end of file\n");
        }
    }
}
