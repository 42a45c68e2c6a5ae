package dev.parley.protocol.event;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.protocol.WireNames;

/** What happened to a thread's participant. */
public enum ParticipantAction {
    JOINED,
    LEFT;

    @JsonValue
    public String wireName() {
        return WireNames.nameOf(this);
    }
}
