package dev.parley.protocol.catchup;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.protocol.WireNames;
import java.util.Optional;

/** What a bot can have missed. */
public enum CatchUpType {
    THREAD_INVITED,
    THREAD_STATUS_CHANGED,
    THREAD_MESSAGE_SUMMARY,
    THREAD_ARTIFACT_ADDED,
    CHANNEL_MESSAGE_SUMMARY,
    THREAD_PARTICIPANT_REMOVED;

    private static final WireNames<CatchUpType> NAMES = WireNames.of(CatchUpType.class);

    private final String wireName = WireNames.nameOf(this);

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The constant with this wire name, or empty. */
    public static Optional<CatchUpType> parse(String text) {
        return NAMES.find(text);
    }
}
