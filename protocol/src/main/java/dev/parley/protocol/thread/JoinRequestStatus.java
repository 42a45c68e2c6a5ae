package dev.parley.protocol.thread;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.protocol.WireNames;
import java.util.Optional;

/** What became of a request to join a thread. */
public enum JoinRequestStatus {
    PENDING,
    APPROVED,
    REJECTED;

    private static final WireNames<JoinRequestStatus> NAMES = WireNames.of(JoinRequestStatus.class);

    private final String wireName = WireNames.nameOf(this);

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The constant with this wire name, or empty. */
    public static Optional<JoinRequestStatus> parse(String text) {
        return NAMES.find(text);
    }
}
