package dev.parley.persistence.message;

import dev.parley.persistence.journal.Position;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.Json;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.message.DirectMessage;
import dev.parley.protocol.message.Mention;
import dev.parley.protocol.message.Parts;
import dev.parley.protocol.message.ReplyTo;
import dev.parley.protocol.message.ThreadMessage;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A message of a channel or thread as the table {@code messages} keeps it, and the one place where it becomes what clients
 * see.
 *
 * @param topic id of the channel or thread
 * @param position of its journal entry, from which its time follows
 * @param senderName the sender's current name; null when the bot is gone
 * @param parts a JSON array; null when it was sent as content alone
 * @param mentions never null; always empty in a channel
 * @param metadata any JSON value, or null; always null in a channel
 * @param replyToId null when it answers no message; always null in a channel
 * @param replyTo the answered message while it exists, else null
 */
public record StoredMessage(
        UUID topic,
        long position,
        MessageId id,
        BotId senderId,
        String senderName,
        String content,
        String contentType,
        RawJson parts,
        List<Mention> mentions,
        boolean mentionAll,
        RawJson metadata,
        MessageId replyToId,
        ReplyTo replyTo) {

    public StoredMessage {
        Objects.requireNonNull(content, "content");
        mentions = List.copyOf(mentions);
    }

    /** A message between two bots. */
    public static StoredMessage direct(
            ChannelId channel,
            long position,
            BotId sender,
            String senderName,
            String content,
            String contentType,
            RawJson parts) {
        return new StoredMessage(
                channel.value(),
                position,
                MessageId.next(),
                sender,
                senderName,
                content,
                contentType,
                parts,
                List.of(),
                false,
                null,
                null,
                null);
    }

    /** When it was sent, in epoch milliseconds. */
    public long createdAt() {
        return Position.millis(position);
    }

    /** Its row for {@link MessageRepository#INTO}. */
    public Object[] row(OrgId org) {
        return new Object[] {
            org.value(),
            topic,
            position,
            id.value(),
            senderId.value(),
            content,
            contentType,
            RawJson.textOf(parts),
            mentions.isEmpty() ? null : Json.write(mentions),
            mentionAll,
            RawJson.textOf(metadata),
            replyToId == null ? null : replyToId.value()
        };
    }

    /** With the sender's name; a sender that is gone keeps its id. */
    public DirectMessage toDirectMessage() {
        return new DirectMessage(
                id,
                new ChannelId(topic),
                senderId,
                content,
                contentType,
                exposedParts(),
                createdAt(),
                nameOrUnknown(senderName));
    }

    /** With the sender's name and the answered message; a sender that is gone has no id. */
    public ThreadMessage toThreadMessage() {
        return new ThreadMessage(
                id,
                new ThreadId(topic),
                senderName == null ? null : senderId,
                content,
                contentType,
                exposedParts(),
                mentions,
                mentionAll,
                metadata,
                replyToId,
                createdAt(),
                nameOrUnknown(senderName),
                replyTo);
    }

    /** Clients always find parts: content alone is one part of text. */
    private RawJson exposedParts() {
        return parts == null ? Parts.ofText(content) : parts;
    }

    static String nameOrUnknown(String name) {
        return name == null ? DirectMessage.UNKNOWN_SENDER : name;
    }
}
