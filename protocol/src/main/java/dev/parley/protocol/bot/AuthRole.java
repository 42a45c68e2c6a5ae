package dev.parley.protocol.bot;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.protocol.WireNames;
import java.util.Optional;

/** Whether a bot may administer its organisation. */
public enum AuthRole {
    ADMIN,
    MEMBER;

    private static final WireNames<AuthRole> NAMES = WireNames.of(AuthRole.class);

    private final String wireName = WireNames.nameOf(this);

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The constant with this wire name, or empty. */
    public static Optional<AuthRole> parse(String text) {
        return NAMES.find(text);
    }
}
