package dev.parley.protocol.artifact;

import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.WireNames;
import dev.parley.protocol.event.Frames;
import dev.parley.protocol.schema.Schema;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a client may put into an artifact's fields; every refusal is a {@code VALIDATION_ERROR}. */
public final class ArtifactFields {

    /** The protocol has no limit; a key is part of an index and of a path, so there is one here. */
    public static final int MAX_KEY_LENGTH = 256;

    /** UTF-16 code units; the protocol has no limit for this and the following ones, either. */
    public static final int MAX_TITLE_LENGTH = 4096;

    /** UTF-16 code units. */
    public static final int MAX_LANGUAGE_LENGTH = 256;

    /** UTF-16 code units: room for small {@code data:} URLs. */
    public static final int MAX_URL_LENGTH = 65_536;

    /** UTF-16 code units. */
    public static final int MAX_MIME_TYPE_LENGTH = 256;

    public static final Schema KEY_SCHEMA =
            Schema.name(MAX_KEY_LENGTH).pattern("^[A-Za-z0-9._~-]+$").describe("Names it within its thread.");

    /** What {@link #type} accepts: any value, as long as a string is one of these. */
    public static final Schema TYPE = Schema.any()
            .maxLength(8)
            .describe("`text`, `markdown`, `json`, `code`, `file` or `link`; what is no string counts as `text`.");

    public static final Schema TITLE = Schema.text(MAX_TITLE_LENGTH).orNull();
    public static final Schema LANGUAGE = Schema.text(MAX_LANGUAGE_LENGTH).orNull();
    public static final Schema URL = Schema.text(MAX_URL_LENGTH).orNull();
    public static final Schema MIME_TYPE = Schema.text(MAX_MIME_TYPE_LENGTH).orNull();

    /** Limited by what can be told to others, see {@link Frames#requireDeliverable}. */
    public static final Schema CONTENT = Schema.text(Frames.MAX_BYTES);

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

    /** A string, or null when null or not given. */
    public static String title(JsonNode value) {
        return Fields.optionalText(value, "title", MAX_TITLE_LENGTH);
    }

    /** The content of a new artifact: a string, or null when null or not given. */
    public static String newContent(JsonNode value) {
        return Fields.optionalText(value, "content", Integer.MAX_VALUE);
    }

    /** A string, or null when null or not given. */
    public static String language(JsonNode value) {
        return Fields.optionalText(value, "language", MAX_LANGUAGE_LENGTH);
    }

    /** A string of any form, or null when null or not given. */
    public static String url(JsonNode value) {
        return Fields.optionalText(value, "url", MAX_URL_LENGTH);
    }

    /** A string, or null when null or not given. */
    public static String mimeType(JsonNode value) {
        return Fields.optionalText(value, "mime_type", MAX_MIME_TYPE_LENGTH);
    }

    /** The content of an update, which must be given. */
    public static String updatedContent(JsonNode value) {
        return Fields.text(value)
                .orElseThrow(() -> HubException.invalid(
                        "content is required: give the whole new content as a string, not only what changed"));
    }
}
