package dev.parley.protocol.artifact;

import java.util.Optional;

/**
 * An artifact's content as it is stored, after a look at whether it is what it claims to be.
 *
 * @param content may be null, whatever the type
 * @param formatWarning whether it was declared as JSON but is kept as text, because it could not be read as such
 */
public record ArtifactContent(ArtifactType type, String content, boolean formatWarning) {

    /**
     * Checks a new version. Content declared as JSON is kept as it is when it is JSON, repaired when trailing commas
     * and single quotes are all that is wrong, and else kept as text with a warning. Other types are not looked into.
     */
    public static ArtifactContent of(ArtifactType declared, String content) {
        if (declared != ArtifactType.JSON || content == null) {
            return new ArtifactContent(declared, content, false);
        }
        return LenientJson.read(content)
                .map(json -> new ArtifactContent(ArtifactType.JSON, json, false))
                .orElseGet(() -> new ArtifactContent(ArtifactType.TEXT, content, true));
    }

    /**
     * The type an update is declared as: that of version 1, which was meant as JSON when it carries the warning, so
     * that a later valid version is JSON again.
     *
     * @param first version 1, empty when retention removed it; the latest version then decides
     */
    public static ArtifactType declaredType(Optional<Artifact> first, Artifact latest) {
        return first.map(version -> version.formatWarning() ? ArtifactType.JSON : version.type())
                .orElse(latest.type());
    }
}
