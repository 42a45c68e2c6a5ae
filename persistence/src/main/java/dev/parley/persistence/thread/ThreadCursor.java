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

    public static ThreadCursor of(HubThread thread) {
        return new ThreadCursor(thread.lastActivityAt(), thread.id());
    }

    /** The form clients send back without a look into it. */
    public String opaque() {
        String text = lastActivityAt + "" + SEPARATOR + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads {@link #opaque}; empty for every other text. */
    public static Optional<ThreadCursor> parse(String opaque) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(opaque), StandardCharsets.UTF_8);
            int separator = text.indexOf(SEPARATOR);
            long at = Long.parseLong(text.substring(0, Math.max(0, separator)));
            return Ids.parse(text.substring(separator + 1)).map(id -> new ThreadCursor(at, new ThreadId(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
