package dev.parley.server.catchup;

import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The ids of catch-up events, which serve as cursors: UUIDs of version 8 (RFC 9562, "custom") with the position of the
 * event's last entry in their lower 62 bits and above it a digest of bot and position, by which a cursor is recognised.
 * So an id needs no memory, stays the same while the event does, and says how to go on.
 */
final class EventIds {

    private static final long VERSION_BITS = 0xF000;
    private static final long VERSION_8 = 0x8000;
    private static final long VARIANT = Long.MIN_VALUE;
    private static final long POSITION_BITS = (1L << 62) - 1;

    private EventIds() {}

    static UUID of(BotId bot, long position) {
        return new UUID((digest(bot, position) & ~VERSION_BITS) | VERSION_8, VARIANT | position);
    }

    /** The position in a cursor this bot was given, or empty for any other text. */
    static OptionalLong position(BotId bot, String cursor) {
        return Ids.parse(cursor)
                .filter(id -> id.equals(of(bot, positionBits(id))))
                .map(id -> OptionalLong.of(positionBits(id)))
                .orElse(OptionalLong.empty());
    }

    private static long positionBits(UUID id) {
        return id.getLeastSignificantBits() & POSITION_BITS;
    }

    private static long digest(BotId bot, long position) {
        byte[] name = ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(bot.value().getMostSignificantBits())
                .putLong(bot.value().getLeastSignificantBits())
                .putLong(position)
                .array();
        return UUID.nameUUIDFromBytes(name).getMostSignificantBits();
    }
}
