package dev.parley.server.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as HTTP headers write them, and the {@code Date} of responses, which is formatted once per second. */
final class HttpDate {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private record Formatted(long second, String text) {}

    private volatile Formatted last = new Formatted(-1, "");

    static String format(Instant time) {
        return FORMAT.format(time);
    }

    String now() {
        long second = System.currentTimeMillis() / 1000;
        Formatted known = last;
        if (known.second() != second) {
            known = new Formatted(second, format(Instant.ofEpochSecond(second)));
            last = known;
        }
        return known.text();
    }
}
