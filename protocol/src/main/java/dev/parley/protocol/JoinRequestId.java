package dev.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names one request to join a thread. */
public record JoinRequestId(@JsonValue UUID value) implements Comparable<JoinRequestId> {

    /** A new id; ids made later on this machine sort later. */
    public static JoinRequestId next() {
        return new JoinRequestId(Ids.next());
    }

    /** The id written in {@code text}, or empty when that is no UUID. */
    public static Optional<JoinRequestId> parse(String text) {
        return Ids.parse(text).map(JoinRequestId::new);
    }

    @Override
    public int compareTo(JoinRequestId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
