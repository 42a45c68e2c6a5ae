package dev.parley.persistence.journal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it was stored, with what it is about.
 *
 * @param type wire name of the event
 * @param topic kind of what it is about, see the column {@code journal.topic}
 * @param frame the exact JSON that goes out
 * @param trace the {@code traceparent} of what it came about by, null when that was not traced
 */
public record TopicEntry(
        long position,
        String type,
        String topic,
        UUID topicId,
        String frame,
        @Nullable String trace) {}
