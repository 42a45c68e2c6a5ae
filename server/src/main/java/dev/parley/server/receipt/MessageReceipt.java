package dev.parley.server.receipt;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.persistence.cursor.BotCursor;
import dev.parley.persistence.cursor.CursorRepository.Recipient;
import dev.parley.protocol.BotId;
import dev.parley.protocol.WireNames;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message for one of those it was for.
 *
 * @param name the bot's current name
 * @param at when the bot last came further, in ms: not before it had got, or handled, the message; null while pending
 */
record MessageReceipt(
        BotId botId, String name, State state, @Nullable Long at) {

    /** How far the message has come. */
    public enum State {
        /** Nobody knows that it was handed to the bot. */
        PENDING,
        /** It was handed to the bot. */
        DELIVERED,
        /** The bot says it has handled it. */
        ACKNOWLEDGED;

        @JsonValue
        public String wireName() {
            return WireNames.nameOf(this);
        }
    }

    /** @param latest what was handed to the bot, as far as it may not be stored yet */
    static MessageReceipt of(Recipient recipient, Handed latest, long position) {
        BotCursor cursor = recipient.cursor();
        if (cursor.acknowledged() >= position) {
            return new MessageReceipt(cursor.bot(), recipient.name(), State.ACKNOWLEDGED, cursor.acknowledgedAt());
        }
        if (cursor.handedOver().covers(position) || latest.stretches().cover(position)) {
            return new MessageReceipt(cursor.bot(), recipient.name(), State.DELIVERED, later(cursor, latest));
        }
        return new MessageReceipt(cursor.bot(), recipient.name(), State.PENDING, null);
    }

    private static long later(BotCursor cursor, Handed latest) {
        return cursor.handedOverAt() == null ? latest.at() : Math.max(cursor.handedOverAt(), latest.at());
    }
}
