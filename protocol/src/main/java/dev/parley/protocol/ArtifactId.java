package dev.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names one version of an artifact. */
public record ArtifactId(@JsonValue UUID value) implements Comparable<ArtifactId> {

    /** A new id; ids made later on this machine sort later. */
    public static ArtifactId next() {
        return new ArtifactId(Ids.next());
    }

    /** The id written in {@code text}, or empty when that is no UUID. */
    public static Optional<ArtifactId> parse(String text) {
        return Ids.parse(text).map(ArtifactId::new);
    }

    @Override
    public int compareTo(ArtifactId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
