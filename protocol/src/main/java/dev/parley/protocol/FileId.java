package dev.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names an uploaded file. */
public record FileId(@JsonValue UUID value) implements Comparable<FileId> {

    /** A new id; ids made later on this machine sort later. */
    public static FileId next() {
        return new FileId(Ids.next());
    }

    /** The id written in {@code text}, or empty when that is no UUID. */
    public static Optional<FileId> parse(String text) {
        return Ids.parse(text).map(FileId::new);
    }

    @Override
    public int compareTo(FileId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
