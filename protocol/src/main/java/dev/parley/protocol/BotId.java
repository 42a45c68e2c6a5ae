package dev.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names one bot. */
public record BotId(@JsonValue UUID value) implements Comparable<BotId> {

    /** A new id; ids made later on this machine sort later. */
    public static BotId next() {
        return new BotId(Ids.next());
    }

    /** The id written in {@code text}, or empty when that is no UUID. */
    public static Optional<BotId> parse(String text) {
        return Ids.parse(text).map(BotId::new);
    }

    @Override
    public int compareTo(BotId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
