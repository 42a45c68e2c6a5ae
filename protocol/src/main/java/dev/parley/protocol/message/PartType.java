package dev.parley.protocol.message;

import dev.parley.protocol.WireNames;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The kinds of message parts, each with the fields it cannot do without. */
enum PartType {
    TEXT,
    MARKDOWN,
    JSON,
    FILE,
    IMAGE,
    LINK;

    private static final WireNames<PartType> NAMES = WireNames.of(PartType.class);

    /** The type named in {@code field}; any other value is a {@code VALIDATION_ERROR}. */
    static PartType require(JsonNode value, String field) {
        return NAMES.require(value, field);
    }

    /** The first field that is missing from {@code part} or of the wrong kind. */
    Optional<String> firstWrongField(JsonNode part) {
        return required().stream().filter(field -> !accepts(part.get(field))).findFirst();
    }

    private List<String> required() {
        return switch (this) {
            case TEXT, MARKDOWN, JSON -> List.of("content");
            case FILE -> List.of("url", "name", "mime_type");
            case IMAGE, LINK -> List.of("url");
        };
    }

    private boolean accepts(JsonNode value) {
        return value != null && (this == JSON ? value.isContainer() : value.isString());
    }

    /** What the required fields must be, for the refusal. */
    String wants() {
        return this == JSON ? "an object or array" : "a string";
    }
}
