package dev.parley.persistence.member;

import dev.parley.persistence.journal.Position;
import dev.parley.protocol.BotId;
import java.util.UUID;

/**
 * A bot that belongs to a channel or thread now.
 *
 * @param topic id of the channel or thread
 * @param name the bot's current name
 * @param label its role in a thread, or null
 * @param joinedPosition position of the entry by which it came in
 */
public record Member(UUID topic, BotId bot, String name, String label, long joinedPosition) {

    /** When it came in, in epoch milliseconds. */
    public long joinedAt() {
        return Position.millis(joinedPosition);
    }
}
