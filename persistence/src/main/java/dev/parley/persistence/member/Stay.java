package dev.parley.persistence.member;

import dev.parley.protocol.BotId;
import java.util.UUID;

/** From which entry of a channel or thread to which a bot was told of it; {@code left} is 2^63-1 while it still is. */
public record Stay(UUID topic, BotId bot, long joined, long left) {

    public boolean includes(long position) {
        return joined <= position && position <= left;
    }
}
