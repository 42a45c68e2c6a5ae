package dev.parley.protocol.message;

import dev.parley.protocol.BotId;
import dev.parley.protocol.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * The message another one answers, shown inside that one.
 *
 * @param senderId null when the bot is gone
 * @param senderName the sender's current name, {@value DirectMessage#UNKNOWN_SENDER} when the bot is gone
 * @param createdAt ms
 */
public record ReplyTo(MessageId id, @Nullable BotId senderId, String senderName, String content, long createdAt) {}
