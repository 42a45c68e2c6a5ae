package dev.parley.protocol.message;

import dev.parley.protocol.HubException;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.schema.Schema;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The typed pieces of a message. Their number is limited, their size only by that of the request. */
public final class Parts {

    public static final int MAX = 50;

    /** What {@link #require} accepts. */
    public static final Schema SCHEMA = Schema.list(
                    Schema.anyOf(Arrays.stream(PartType.values())
                            .map(PartType::schema)
                            .toArray(Schema[]::new)),
                    MAX)
            .describe("Typed pieces of the message. Fields that are not named here are kept.");

    private static final Set<String> READABLE = Set.of("text", "markdown");

    private Parts() {}

    /**
     * Checks parts in their order; the first that is wrong is a {@code VALIDATION_ERROR}. Fields this protocol does not
     * know are kept.
     *
     * @param parts a value that was given; null is wrong, too
     */
    public static RawJson require(JsonNode parts) {
        if (!parts.isArray()) {
            throw HubException.invalid("parts must be an array of objects like {\"type\":\"text\",\"content\":\"...\"};"
                    + " leave it out to send content only");
        }
        if (parts.size() > MAX) {
            throw HubException.invalid(
                    "parts has %d items, at most %d are allowed: send several messages".formatted(parts.size(), MAX));
        }
        for (int i = 0; i < parts.size(); i++) {
            requirePart(parts.get(i), "parts[" + i + "]");
        }
        return RawJson.of(parts);
    }

    private static void requirePart(JsonNode part, String where) {
        if (!part.isObject()) {
            throw HubException.invalid(where + " must be an object with a type");
        }
        PartType type = PartType.require(part.get("type"), where + ".type");
        type.firstWrongField(part).ifPresent(field -> {
            throw HubException.invalid("%s.%s must be %s".formatted(where, field, type.wants()));
        });
    }

    /**
     * What stands for the parts where only text is shown: the first text or markdown, else the types as
     * {@code [image, link]}.
     *
     * @param parts checked before
     */
    public static String contentOf(JsonNode parts) {
        for (JsonNode part : parts) {
            if (READABLE.contains(part.get("type").stringValue())) {
                return part.get("content").stringValue();
            }
        }
        return StreamSupport.stream(parts.spliterator(), false)
                .map(part -> part.get("type").stringValue())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** The parts of a message that was sent without any: its content as one text. */
    public static RawJson ofText(String content) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return RawJson.of(
                nodes.arrayNode().add(nodes.objectNode().put("type", "text").put("content", content)));
    }
}
