package dev.parley.protocol.thread;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.protocol.WireNames;
import java.util.Optional;

/** Who in the organisation may see a thread without taking part in it. */
public enum Visibility {
    /** Listed for the whole organisation; reading needs joining. */
    PUBLIC,
    /** Not listed, but whoever knows the id may join as the join policy says. */
    MEMBERS,
    /** Does not exist for anyone else; forces {@link JoinPolicy#INVITE_ONLY}. */
    PRIVATE;

    private static final WireNames<Visibility> NAMES = WireNames.of(Visibility.class);

    private final String wireName = WireNames.nameOf(this);

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The constant with this wire name, or empty. */
    public static Optional<Visibility> parse(String text) {
        return NAMES.find(text);
    }
}
