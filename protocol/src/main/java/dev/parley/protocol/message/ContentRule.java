package dev.parley.protocol.message;

import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
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
        boolean ignores(JsonNode parts) {
            return !parts.isArray();
        }
    };

    /** Whether parts may stand in for this content. */
    abstract boolean isMissing(JsonNode content);

    /** The text of a content that is not missing; empty when it is of a wrong kind. */
    abstract Optional<String> textOf(JsonNode content);

    /** Whether to treat these parts as if they had not been given. */
    boolean ignores(JsonNode parts) {
        return false;
    }

    private static String flat(JsonNode object) {
        return Fields.text(object.get("text")).orElseGet(() -> Json.write(object));
    }
}
