package dev.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names one organisation. */
public record OrgId(@JsonValue UUID value) implements Comparable<OrgId> {

    /** A new id; ids made later on this machine sort later. */
    public static OrgId next() {
        return new OrgId(Ids.next());
    }

    /** The id written in {@code text}, or empty when that is no UUID. */
    public static Optional<OrgId> parse(String text) {
        return Ids.parse(text).map(OrgId::new);
    }

    @Override
    public int compareTo(OrgId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
