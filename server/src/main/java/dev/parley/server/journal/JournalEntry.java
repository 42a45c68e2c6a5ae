package dev.parley.server.journal;

import dev.parley.protocol.OrgId;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, as it is stored and sent.
 *
 * @param position see {@link dev.parley.persistence.journal.Position}
 * @param type wire name of the event
 * @param audience whom to push it to now
 * @param frame the exact JSON that goes out
 * @param trace the {@code traceparent} of what it came about by, null when that is not traced
 */
public record JournalEntry(
        OrgId org,
        long position,
        String type,
        Topic topic,
        Audience audience,
        String frame,
        @Nullable String trace) {

    /** An entry that is not traced. */
    public JournalEntry(OrgId org, long position, String type, Topic topic, Audience audience, String frame) {
        this(org, position, type, topic, audience, frame, null);
    }
}
