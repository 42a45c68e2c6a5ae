package dev.parley.protocol.thread;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.protocol.WireNames;
import java.util.Optional;

/** Why a thread was closed. */
public enum CloseReason {
    MANUAL,
    TIMEOUT,
    ERROR;

    private static final WireNames<CloseReason> NAMES = WireNames.of(CloseReason.class);

    private final String wireName = WireNames.nameOf(this);

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The constant with this wire name, or empty. */
    public static Optional<CloseReason> parse(String text) {
        return NAMES.find(text);
    }
}
