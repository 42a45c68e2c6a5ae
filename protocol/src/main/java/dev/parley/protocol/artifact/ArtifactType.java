package dev.parley.protocol.artifact;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.protocol.WireNames;
import java.util.Optional;

/** What an artifact's content is; clients choose their display by it. */
public enum ArtifactType {
    TEXT,
    MARKDOWN,
    JSON,
    CODE,
    FILE,
    LINK;

    private static final WireNames<ArtifactType> NAMES = WireNames.of(ArtifactType.class);

    private final String wireName = WireNames.nameOf(this);

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The constant with this wire name, or empty. */
    public static Optional<ArtifactType> parse(String text) {
        return NAMES.find(text);
    }
}
