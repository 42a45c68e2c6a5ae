package dev.parley.protocol.message;

import dev.parley.protocol.WireNames;
import dev.parley.protocol.event.Frames;
import dev.parley.protocol.schema.Schema;
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

    private static final Schema CONTAINER = Schema.anyOf(Schema.object(), Schema.list(Schema.any(), Frames.MAX_BYTES));
    private static final WireNames<PartType> NAMES = WireNames.of(PartType.class);

    /** The type named in {@code field}; any other value is a {@code VALIDATION_ERROR}. */
    static PartType require(JsonNode value, String field) {
        return NAMES.require(value, field);
    }

    /** A part of this type; other fields are kept as they are. */
    Schema schema() {
        Schema part = Schema.object().required("type", Schema.oneOf(WireNames.nameOf(this)));
        for (String field : required()) {
            part = part.required(field, this == JSON ? CONTAINER : Schema.text(Frames.MAX_BYTES));
        }
        return part;
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
