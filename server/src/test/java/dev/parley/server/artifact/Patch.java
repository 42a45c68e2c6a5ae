package dev.parley.server.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Applies unified diffs as strictly as the format allows: every number and every line of context must be right. */
final class Patch {

    private static final Pattern HUNK = Pattern.compile("@@ -(\\d+),(\\d+) \\+(\\d+),(\\d+) @@");
    private static final String UNENDED = "\\ No newline at end of file";

    private final Deque<String> diff;
    private final List<String> before;
    private final List<String> after = new ArrayList<>();
    private int at;

    private Patch(String from, String diff) {
        this.before = lines(from);
        this.diff = new ArrayDeque<>(lines(diff));
    }

    /** The text that the diff makes of {@code from}. */
    static String apply(String from, String diff) {
        return diff.isEmpty() ? from : new Patch(from, diff).apply();
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("(?<=\n)", -1)));
        lines.removeIf(String::isEmpty);
        return lines;
    }

    private String apply() {
        assertThat(diff.pop()).startsWith("--- ");
        assertThat(diff.pop()).startsWith("+++ ");
        while (!diff.isEmpty()) {
            hunk(diff.pop());
        }
        after.addAll(before.subList(at, before.size()));
        return String.join("", after);
    }

    private void hunk(String header) {
        Matcher numbers = HUNK.matcher(header.strip());
        assertThat(numbers.matches()).as(header).isTrue();
        int oldCount = number(numbers, 2);
        int newCount = number(numbers, 4);
        int start = number(numbers, 1) - (oldCount == 0 ? 0 : 1);
        assertThat(start).isGreaterThanOrEqualTo(at);
        after.addAll(before.subList(at, start));
        at = start;
        assertThat(number(numbers, 3) - (newCount == 0 ? 0 : 1)).isEqualTo(after.size());
        int end = after.size() + newCount;
        while (at < start + oldCount || after.size() < end) {
            line(diff.pop());
        }
        assertThat(at).isEqualTo(start + oldCount);
        assertThat(after).hasSize(end);
    }

    private static int number(Matcher numbers, int group) {
        return Integer.parseInt(numbers.group(group));
    }

    private void line(String marked) {
        String line = marked.substring(1);
        if (!diff.isEmpty() && diff.peek().strip().equals(UNENDED)) {
            diff.pop();
            line = line.substring(0, line.length() - 1);
        }
        if (marked.charAt(0) != '+') {
            assertThat(line).isEqualTo(before.get(at));
            at++;
        }
        if (marked.charAt(0) != '-') {
            after.add(line);
        }
    }
}
