package dev.parley.persistence.thread;

import dev.parley.protocol.Ids;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.HubThread;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page of threads ended; the next one begins after it. Threads are listed by last activity, latest first, and by
 * id, greatest first.
 *
 * @param lastActivityAt ms
 */
public record ThreadCursor(long lastActivityAt, ThreadId id) {

    /** Before the first thread of every list. */
    public static final ThreadCursor START = new ThreadCursor(Long.MAX_VALUE, new ThreadId(new UUID(-1, -1)));

    private static final char SEPARATOR = '|';
    private static final ThreadId LOWEST = new ThreadId(new UUID(0, 0));

    public static ThreadCursor of(HubThread thread) {
        return new ThreadCursor(thread.lastActivityAt(), thread.id());
    }

    /** The form administrators page with: it can be read. */
    public String plain() {
        return lastActivityAt + "" + SEPARATOR + id;
    }

    /** Reads {@link #plain}, or a time alone, which stands before all threads of that time; empty for every other text. */
    public static Optional<ThreadCursor> parsePlain(String text) {
        return text.indexOf(SEPARATOR) < 0
                ? millis(text).map(time -> new ThreadCursor(time, LOWEST))
                : parseWhole(text);
    }

    /** Reads {@link #plain} alone. */
    private static Optional<ThreadCursor> parseWhole(String text) {
        int separator = text.indexOf(SEPARATOR);
        return separator < 0
                ? Optional.empty()
                : millis(text.substring(0, separator)).flatMap(time -> Ids.parse(text.substring(separator + 1))
                        .map(id -> new ThreadCursor(time, new ThreadId(id))));
    }

    private static Optional<Long> millis(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The form clients send back without a look into it. */
    public String opaque() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain().getBytes(StandardCharsets.UTF_8));
    }

    /** Reads {@link #opaque}; empty for every other text. */
    public static Optional<ThreadCursor> parse(String opaque) {
        try {
            return parseWhole(new String(Base64.getUrlDecoder().decode(opaque), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
