package dev.parley.protocol.org;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.protocol.WireNames;
import java.util.Optional;

/** Whether an organisation may be used. A destroyed one is not there any more, so it has no status. */
public enum OrgStatus {
    ACTIVE,
    SUSPENDED;

    private static final WireNames<OrgStatus> NAMES = WireNames.of(OrgStatus.class);

    private final String wireName = WireNames.nameOf(this);

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The constant with this wire name, or empty. */
    public static Optional<OrgStatus> parse(String text) {
        return NAMES.find(text);
    }
}
