package dev.parley.protocol.message;

import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.schema.Schema;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a client sends, whichever way it came in.
 *
 * @param content never empty, unless parts with an empty text stand in for it
 * @param contentType what the client calls it, {@value #DEFAULT_TYPE} when it does not say
 * @param givenParts a JSON array, or null when the client sent none
 */
public record MessageContent(String content, String contentType, RawJson givenParts) {

    public static final String DEFAULT_TYPE = "text";

    /** As UTF-8. */
    public static final int MAX_TYPE_BYTES = 128;

    private static final Schema TYPE_SCHEMA = Schema.any()
            .maxLength(MAX_TYPE_BYTES)
            .describe("What the client calls the content, at most " + MAX_TYPE_BYTES
                    + " bytes as UTF-8. The empty string and what is no string count as `" + DEFAULT_TYPE + "`.");

    /**
     * A request with the fields {@link #read(JsonNode, ContentRule)} takes.
     *
     * @param request the object with the other fields
     * @param maxLength of the content, in UTF-16 code units
     */
    public static Schema in(Schema request, ContentRule rule, int maxLength) {
        return request.optional("content", rule.contentSchema(maxLength))
                .optional("parts", rule.partsSchema())
                .optional("content_type", TYPE_SCHEMA);
    }

    /**
     * Reads the fields {@code content_type}, {@code parts} and {@code content} of a request, which are checked in this
     * order everywhere. The length is checked apart, by {@link #requireLength}, as every door does that at another time.
     */
    public static MessageContent read(JsonNode request, ContentRule rule) {
        return read(request.get("content"), request.get("parts"), request.get("content_type"), rule);
    }

    /** As {@link #read(JsonNode, ContentRule)}; a field that was not given is Java null or a missing node. */
    public static MessageContent read(JsonNode content, JsonNode parts, JsonNode contentType, ContentRule rule) {
        String type = contentType(contentType);
        boolean hasParts = Fields.isGiven(parts) && !rule.ignores(parts);
        RawJson checked = hasParts ? Parts.require(parts) : null;
        return new MessageContent(content(content, hasParts ? parts : null, rule), type, checked);
    }

    /** The type given; one that is no string, or empty, counts as not given. */
    public static String contentType(JsonNode value) {
        Optional<String> type = Fields.text(value).filter(text -> !text.isEmpty());
        return type.map(text -> Fields.requireBytes(text, "content_type", MAX_TYPE_BYTES))
                .orElse(DEFAULT_TYPE);
    }

    private static String content(JsonNode value, JsonNode parts, ContentRule rule) {
        if (rule.isMissing(value)) {
            if (parts == null) {
                throw required();
            }
            return Parts.contentOf(parts);
        }
        String content = rule.textOf(value)
                .orElseThrow(() -> HubException.invalid("content must be a string; put other values into parts,"
                        + " for example {\"type\":\"json\",\"content\":{}}"));
        if (content.isEmpty()) {
            throw required();
        }
        return content;
    }

    private static HubException required() {
        return HubException.invalid("content or parts is required: give content as a string that is not empty,"
                + " or leave content out and give parts");
    }

    /** Refuses a content of more than {@code max} UTF-16 code units; {@code max} itself is accepted. */
    public MessageContent requireLength(int max) {
        Fields.requireLength(content, "content", max);
        return this;
    }

    /** What goes on the wire: the parts given, else the content as one text. */
    public RawJson parts() {
        return givenParts == null ? Parts.ofText(content) : givenParts;
    }
}
