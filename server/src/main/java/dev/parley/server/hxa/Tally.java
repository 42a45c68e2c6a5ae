package dev.parley.server.hxa;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an import has brought over, and what it could not and why. For one thread at a time. */
final class Tally {

    private final Map<String, Long> brought = new TreeMap<>();
    private final Map<String, Long> left = new TreeMap<>();

    synchronized void brought(String what) {
        brought.merge(what, 1L, Long::sum);
    }

    /** @param what completes "left behind: …" */
    synchronized void left(String what) {
        left.merge(what, 1L, Long::sum);
    }

    synchronized void left(String what, long count) {
        if (count > 0) {
            left.merge(what, count, Long::sum);
        }
    }

    synchronized long of(String what) {
        return brought.getOrDefault(what, 0L);
    }

    synchronized void add(Tally other) {
        other.brought.forEach((what, count) -> brought.merge(what, count, Long::sum));
        other.left.forEach((what, count) -> left.merge(what, count, Long::sum));
    }

    @Override
    public synchronized String toString() {
        return lines(brought, "  ") + (left.isEmpty() ? "" : "left behind:%n".formatted() + lines(left, "  "));
    }

    private static String lines(Map<String, Long> counts, String indent) {
        return counts.entrySet().stream()
                .map(count -> "%s%,10d  %s%n".formatted(indent, count.getValue(), count.getKey()))
                .collect(Collectors.joining());
    }
}
