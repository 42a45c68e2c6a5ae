package dev.parley.protocol.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.protocol.BotId;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.ThreadId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message in a thread.
 *
 * @param senderId null when the bot is gone
 * @param parts a JSON array, never null
 * @param mentions never null
 * @param metadata any JSON value, or null
 * @param replyToId null when it answers no message
 * @param createdAt ms
 * @param senderName the sender's current name, {@value DirectMessage#UNKNOWN_SENDER} when the bot is gone
 * @param replyToMessage the answered message while it exists; null is absent on the wire
 */
public record ThreadMessage(
        MessageId id,
        ThreadId threadId,
        @Nullable BotId senderId,
        String content,
        String contentType,
        RawJson parts,
        List<Mention> mentions,
        boolean mentionAll,
        @Nullable RawJson metadata,
        @Nullable MessageId replyToId,
        long createdAt,
        String senderName,
        @JsonInclude(JsonInclude.Include.NON_NULL) ReplyTo replyToMessage) {

    public ThreadMessage {
        Objects.requireNonNull(parts, "parts");
        mentions = List.copyOf(mentions);
    }

    /** This message as shown inside one that answers it. */
    public ReplyTo asReplyTo() {
        return new ReplyTo(id, senderId, senderName, content, createdAt);
    }
}
