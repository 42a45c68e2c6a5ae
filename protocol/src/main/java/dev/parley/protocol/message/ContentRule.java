package dev.parley.protocol.message;

import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
import dev.parley.protocol.schema.Schema;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How forgiving a door is about the form of {@code content}. */
public enum ContentRule {

    /** REST: a string; parts stand in for it when it is null or absent. */
    STRICT {
        @Override
        boolean isMissing(JsonNode content) {
            return Fields.isNothing(content);
        }

        @Override
        Optional<String> textOf(JsonNode content) {
            return Fields.text(content);
        }

        @Override
        Schema contentSchema(int maxLength) {
            return Schema.name(maxLength).orNull().describe(STANDS_IN);
        }
    },

    /** WebSocket: an object is taken as well, by its {@code text} or else as JSON. */
    OBJECTS {
        @Override
        boolean isMissing(JsonNode content) {
            return Fields.isNothing(content);
        }

        @Override
        Optional<String> textOf(JsonNode content) {
            return content.isObject() ? Optional.of(flat(content)) : Fields.text(content);
        }

        @Override
        Schema contentSchema(int maxLength) {
            return Schema.anyOf(Schema.name(maxLength).orNull(), Schema.object())
                    .describe(STANDS_IN + " An object is taken by its `text`, or else as JSON.");
        }
    },

    /** WebSocket {@code send}: also, an empty content counts as absent and parts that are no array are ignored. */
    ANYTHING {
        @Override
        boolean isMissing(JsonNode content) {
            return Fields.isNothing(content) || !Fields.isTruthy(content);
        }

        @Override
        Optional<String> textOf(JsonNode content) {
            return OBJECTS.textOf(content);
        }

        @Override
        Schema contentSchema(int maxLength) {
            return Schema.anyOf(Schema.text(maxLength).orNull(), Schema.object(), Schema.flag(), Schema.integer(0, 0))
                    .describe(STANDS_IN + " The empty string, 0 and false count as not given, true is refused."
                            + " An object is taken by its `text`, or else as JSON.");
        }

        @Override
        boolean ignores(JsonNode parts) {
            return !parts.isArray();
        }

        @Override
        Schema partsSchema() {
            return Schema.any().describe("As in `send_dm`; what is no array is ignored.");
        }
    };

    private static final String STANDS_IN =
            "Required unless `parts` is given, the first text of which then stands in for"
                    + " it. Its length is counted in UTF-16 code units.";

    /** Whether parts may stand in for this content. */
    abstract boolean isMissing(JsonNode content);

    /** The text of a content that is not missing; empty when it is of a wrong kind. */
    abstract Optional<String> textOf(JsonNode content);

    abstract Schema contentSchema(int maxLength);

    Schema partsSchema() {
        return Parts.SCHEMA;
    }

    /** Whether to treat these parts as if they had not been given. */
    boolean ignores(JsonNode parts) {
        return false;
    }

    private static String flat(JsonNode object) {
        return Fields.text(object.get("text")).orElseGet(() -> Json.write(object));
    }
}
