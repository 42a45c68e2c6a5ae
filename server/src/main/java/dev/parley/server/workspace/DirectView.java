package dev.parley.server.workspace;

import dev.parley.persistence.channel.Conversation;
import dev.parley.protocol.BotId;
import dev.parley.protocol.channel.Channel;
import dev.parley.protocol.message.DirectMessage;
import dev.parley.server.presence.Presence;
import org.jspecify.annotations.Nullable;

/**
 * A direct channel in a bot's workspace.
 *
 * @param lastMessagePreview null before the first message
 * @param lastActivityAt time of the last message, else of creation, ms
 */
record DirectView(
        Channel channel,
        Counterpart counterpartBot,
        @Nullable MessagePreview lastMessagePreview,
        long lastActivityAt) {

    /** Stands for the id and the name of a bot that is gone. */
    private static final String UNKNOWN = "unknown";

    static DirectView of(Conversation conversation, Presence presence) {
        return new DirectView(
                conversation.channel(),
                Counterpart.of(conversation, presence),
                conversation
                        .lastMessage()
                        .map(last -> MessagePreview.of(last, conversation.lastActivityAt()))
                        .orElse(null),
                conversation.lastActivityAt());
    }

    /**
     * The other bot.
     *
     * @param id a bot's id, or {@value DirectView#UNKNOWN}
     */
    record Counterpart(
            String id,
            String name,
            boolean online,
            @Nullable String bio,
            @Nullable String role) {

        static Counterpart of(Conversation conversation, Presence presence) {
            return conversation
                    .counterpart()
                    .map(bot -> new Counterpart(
                            bot.id().toString(),
                            bot.name(),
                            presence.isOnline(conversation.channel().orgId(), bot.id()),
                            bot.bio(),
                            bot.role()))
                    .orElseGet(() -> new Counterpart(UNKNOWN, UNKNOWN, false, null, null));
        }
    }

    /**
     * The beginning of the last message.
     *
     * @param createdAt ms
     */
    record MessagePreview(String content, BotId senderId, String senderName, long createdAt) {

        /** Longer content is cut to as many UTF-16 code units, or one less, and an ellipsis. */
        static final int MAX_LENGTH = Conversation.CONTENT_LENGTH - 1;

        static MessagePreview of(Conversation.LastMessage last, long createdAt) {
            String sender = last.senderName() == null ? DirectMessage.UNKNOWN_SENDER : last.senderName();
            return new MessagePreview(beginning(last.content()), last.senderId(), sender, createdAt);
        }

        private static String beginning(String content) {
            if (content.length() <= MAX_LENGTH) {
                return content;
            }
            boolean splitsPair = Character.isHighSurrogate(content.charAt(MAX_LENGTH - 1));
            return content.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH) + "…";
        }
    }
}
