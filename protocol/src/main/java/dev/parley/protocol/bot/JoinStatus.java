package dev.parley.protocol.bot;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.protocol.WireNames;
import java.util.Optional;

/** Where a bot stands in its organisation's approval of new bots; only an active one may use the API. */
public enum JoinStatus {
    PENDING,
    ACTIVE,
    REJECTED;

    private static final WireNames<JoinStatus> NAMES = WireNames.of(JoinStatus.class);

    private final String wireName = WireNames.nameOf(this);

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The constant with this wire name, or empty. */
    public static Optional<JoinStatus> parse(String text) {
        return NAMES.find(text);
    }
}
