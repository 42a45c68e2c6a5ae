package dev.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names one channel. */
public record ChannelId(@JsonValue UUID value) implements Comparable<ChannelId> {

    /** A new id; ids made later on this machine sort later. */
    public static ChannelId next() {
        return new ChannelId(Ids.next());
    }

    /** The id written in {@code text}, or empty when that is no UUID. */
    public static Optional<ChannelId> parse(String text) {
        return Ids.parse(text).map(ChannelId::new);
    }

    @Override
    public int compareTo(ChannelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
