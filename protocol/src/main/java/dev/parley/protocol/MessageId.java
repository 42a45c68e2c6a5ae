package dev.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names one message of a channel or thread. */
public record MessageId(@JsonValue UUID value) implements Comparable<MessageId> {

    /** A new id; ids made later on this machine sort later. */
    public static MessageId next() {
        return new MessageId(Ids.next());
    }

    /** The id written in {@code text}, or empty when that is no UUID. */
    public static Optional<MessageId> parse(String text) {
        return Ids.parse(text).map(MessageId::new);
    }

    @Override
    public int compareTo(MessageId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
