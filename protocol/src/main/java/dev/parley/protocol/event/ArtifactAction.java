package dev.parley.protocol.event;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.protocol.WireNames;

/** What happened to an artifact. */
public enum ArtifactAction {
    ADDED,
    UPDATED;

    @JsonValue
    public String wireName() {
        return WireNames.nameOf(this);
    }
}
