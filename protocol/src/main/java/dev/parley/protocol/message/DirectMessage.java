package dev.parley.protocol.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.RawJson;
import java.util.Objects;

/**
 * A message between two bots.
 *
 * @param senderId stays when the bot is deleted
 * @param parts a JSON array, never null
 * @param createdAt ms
 * @param senderName the sender's current name; null, and then absent on the wire, in the answer to a send and in events
 */
public record DirectMessage(
        MessageId id,
        ChannelId channelId,
        BotId senderId,
        String content,
        String contentType,
        RawJson parts,
        long createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) String senderName) {

    /** Stands for the name of a bot that is gone. */
    public static final String UNKNOWN_SENDER = "unknown";

    public DirectMessage {
        Objects.requireNonNull(parts, "parts");
    }

    public DirectMessage withSenderName(String name) {
        return new DirectMessage(id, channelId, senderId, content, contentType, parts, createdAt, name);
    }
}
