package dev.parley.persistence.channel;

import dev.parley.persistence.journal.Position;
import dev.parley.protocol.BotId;
import dev.parley.protocol.channel.Channel;
import java.util.Optional;

/**
 * A direct channel as one of its two bots looks at it.
 *
 * @param lastPosition of the last message, else of the channel's creation
 * @param counterpart the other bot, empty when it is gone
 * @param lastMessage empty before the first
 */
public record Conversation(
        Channel channel, long lastPosition, Optional<Counterpart> counterpart, Optional<LastMessage> lastMessage) {

    /** UTF-16 code units of a message's content that are read at least, if it has as many. */
    public static final int CONTENT_LENGTH = 201;

    /** Time of the last message, else of the creation, ms. */
    public long lastActivityAt() {
        return Position.millis(lastPosition);
    }

    /** What there is to show of the other bot; {@code bio} and {@code role} may be null. */
    public record Counterpart(BotId id, String name, String bio, String role) {}

    /**
     * What was said last.
     *
     * @param content its beginning
     * @param senderName the sender's current name, null when it is gone
     */
    public record LastMessage(String content, BotId senderId, String senderName) {}
}
