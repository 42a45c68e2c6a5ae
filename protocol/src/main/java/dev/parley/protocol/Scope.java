package dev.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a token may be used for. {@link #FULL} contains every other one; otherwise none implies another. */
public enum Scope {
    FULL,
    READ,
    THREAD,
    MESSAGE,
    PROFILE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
