package dev.parley.persistence.search;

import dev.parley.persistence.journal.Position;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.ThreadId;

/**
 * A message of a thread, as a search shows it.
 *
 * @param senderName null when the sender is gone
 */
public record FoundMessage(
        MessageId id, ThreadId thread, String threadTopic, String senderName, String content, long position) {

    /** When it was sent, in epoch milliseconds. */
    public long createdAt() {
        return Position.millis(position);
    }
}
