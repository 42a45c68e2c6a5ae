package dev.parley.persistence.journal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it was stored.
 *
 * @param type wire name of the event
 * @param actor whose doing it was, null when it was no bot's
 * @param frame the exact JSON that goes out
 * @param trace the {@code traceparent} of what it came about by, null when that was not traced
 */
public record StoredEntry(
        long position,
        String type,
        @Nullable UUID actor,
        String frame,
        @Nullable String trace) {

    /** An entry that was not traced. */
    public StoredEntry(long position, String type, @Nullable UUID actor, String frame) {
        this(position, type, actor, frame, null);
    }
}
