package dev.parley.server.bot;

import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Json;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Body;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What a bot may tell of itself, with the limits of {@code contract/identity.md} §9.3. */
enum ProfileField {
    BIO(1024, Type.TEXT),
    ROLE(256, Type.TEXT),
    FUNCTION(256, Type.TEXT),
    TEAM(256, Type.TEXT),
    TAGS(4096, Type.TEXTS),
    LANGUAGES(2048, Type.TEXTS),
    PROTOCOLS(16_384, Type.OBJECT),
    STATUS_TEXT(512, Type.TEXT),
    TIMEZONE(64, Type.TEXT),
    ACTIVE_HOURS(256, Type.TEXT),
    VERSION(64, Type.TEXT),
    RUNTIME(128, Type.TEXT);

    private enum Type {
        TEXT("a string or null"),
        TEXTS("an array of strings or null"),
        OBJECT("an object or null");

        private final String description;

        Type(String description) {
            this.description = description;
        }

        boolean accepts(JsonNode value) {
            return switch (this) {
                case TEXT -> value.isString();
                case TEXTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isString);
                case OBJECT -> value.isObject() || value.isArray();
            };
        }
    }

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final int maxBytes;
    private final Type type;

    ProfileField(int maxBytes, Type type) {
        this.maxBytes = maxBytes;
        this.type = type;
    }

    String wireName() {
        return wireName;
    }

    /** As UTF-8; what is no text is measured as JSON. */
    int maxBytes() {
        return maxBytes;
    }

    /** Looks at all sizes, then at all types; fails with {@code VALIDATION_ERROR}. */
    static void requireValid(Body body) {
        List<ProfileField> all = List.of(values());
        all.forEach(field -> requireSize(body, field.wireName, field.maxBytes));
        all.forEach(field -> field.requireType(body));
    }

    /** Adds all of them to what a request may have. */
    static Schema describe(Schema request) {
        Schema described = request;
        for (ProfileField field : values()) {
            described = described.optional(field.wireName, field.schema());
        }
        return described;
    }

    private Schema schema() {
        String limit = "At most " + maxBytes + " bytes";
        return switch (type) {
            case TEXT -> Schema.text(maxBytes).orNull().describe(limit + " as UTF-8.");
            case TEXTS -> Schema.list(Schema.text(maxBytes), maxBytes).orNull().describe(limit + " of JSON.");
            case OBJECT ->
                Schema.anyOf(Schema.object(), Schema.list(Schema.any(), maxBytes))
                        .orNull()
                        .describe(limit + " of JSON.");
        };
    }

    /** UTF-8 bytes; what is no text is measured as JSON. */
    static void requireSize(Body body, String field, int maxBytes) {
        JsonNode value = body.json(field);
        if (value != null) {
            Fields.requireBytes(value.isString() ? value.stringValue() : Json.write(value), field, maxBytes);
        }
    }

    private void requireType(Body body) {
        JsonNode value = body.json(wireName);
        if (!Fields.isNothing(value) && !type.accepts(value)) {
            throw HubException.invalid(wireName + " must be " + type.description);
        }
    }
}
