package dev.parley.protocol.artifact;

import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.WireNames;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a client may put into an artifact's fields; every refusal is a {@code VALIDATION_ERROR}. */
public final class ArtifactFields {

    /** The protocol has no limit; a key is part of an index and of a path, so there is one here. */
    public static final int MAX_KEY_LENGTH = 256;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._~-]{1," + MAX_KEY_LENGTH + "}");
    private static final WireNames<ArtifactType> TYPES = WireNames.of(ArtifactType.class);

    private ArtifactFields() {}

    /** The key in a request's body. */
    public static String key(JsonNode value) {
        return key(Fields.text(value).orElse(null));
    }

    /** The key in a path; null is refused. */
    public static String key(String text) {
        if (text == null || !KEY.matcher(text).matches()) {
            throw HubException.invalid("artifact_key must be 1 to " + MAX_KEY_LENGTH
                    + " characters, each an ASCII letter, a digit or one of . _ ~ -");
        }
        return text;
    }

    /**
     * The type of a new artifact. A value that is no string counts as text, as in every other hub of this protocol.
     *
     * @param field what the request calls it: {@code type} over REST, {@code artifact_type} over WebSocket
     */
    public static ArtifactType type(JsonNode value, String field) {
        return Fields.text(value).isPresent() ? TYPES.require(value, field) : ArtifactType.TEXT;
    }

    /** A title, content, language, address or media type: a string, or null when null or not given. */
    public static String text(JsonNode value, String field) {
        return Fields.optionalText(value, field, Integer.MAX_VALUE);
    }

    /** The content of an update, which must be given. */
    public static String updatedContent(JsonNode value) {
        return Fields.text(value)
                .orElseThrow(() -> HubException.invalid(
                        "content is required: give the whole new content as a string, not only what changed"));
    }
}
