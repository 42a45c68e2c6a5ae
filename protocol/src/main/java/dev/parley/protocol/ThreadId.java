package dev.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names one thread. */
public record ThreadId(@JsonValue UUID value) implements Comparable<ThreadId> {

    /** A new id; ids made later on this machine sort later. */
    public static ThreadId next() {
        return new ThreadId(Ids.next());
    }

    /** The id written in {@code text}, or empty when that is no UUID. */
    public static Optional<ThreadId> parse(String text) {
        return Ids.parse(text).map(ThreadId::new);
    }

    @Override
    public int compareTo(ThreadId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
