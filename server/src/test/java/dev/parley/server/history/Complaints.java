package dev.parley.server.history;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;

/** What is wrong, in the order in which it was found; of very much only the beginning is kept. */
final class Complaints {

    private static final int MOST = 200;

    private final List<String> first = new ArrayList<>();
    private int count;

    @FormatMethod
    synchronized void add(String complaint, Object... arguments) {
        if (count < MOST) {
            first.add(complaint.formatted(arguments));
        }
        count++;
    }

    synchronized int count() {
        return count;
    }

    synchronized List<String> first() {
        return List.copyOf(first);
    }
}
