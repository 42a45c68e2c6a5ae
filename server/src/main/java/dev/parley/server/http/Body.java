package dev.parley.server.http;

import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON object a request carries. No body, a body of another type and an array all count as {@code {}}, so that the
 * first missing field is what the client hears about. Every refusal is a {@code VALIDATION_ERROR}.
 */
public final class Body {

    /** What a request without a body has. */
    public static final Body EMPTY = new Body(JsonNodeFactory.instance.objectNode());

    private final ObjectNode fields;

    private Body(ObjectNode fields) {
        this.fields = fields;
    }

    /** Fails when the text is neither a JSON object nor an array. */
    static Body parse(byte[] utf8) {
        if (utf8.length == 0) {
            return EMPTY;
        }
        JsonNode node = Json.parseRequest(utf8)
                .orElseThrow(() -> HubException.invalid("The request body is not valid JSON, or is nested deeper than "
                        + Json.MAX_REQUEST_DEPTH + " levels"));
        if (node instanceof ObjectNode object) {
            return new Body(object);
        }
        if (node.isArray()) {
            return EMPTY;
        }
        throw HubException.invalid("The request body must be a JSON object");
    }

    /** The whole object; not to be changed. */
    public ObjectNode fields() {
        return fields;
    }

    /** Whether the field is there, if only as {@code null}. */
    public boolean has(String name) {
        return fields.has(name);
    }

    /** The field's value; null when it is absent, a {@code NullNode} when it is {@code null}. */
    public JsonNode json(String name) {
        return fields.get(name);
    }

    /** Whether the field is literally {@code true}. */
    public boolean isTrue(String name) {
        JsonNode value = fields.get(name);
        return value != null && value.isBoolean() && value.booleanValue();
    }

    /** A text that is not empty and has at most {@code maxLength} UTF-16 code units. */
    public String requiredString(String name, int maxLength) {
        return Fields.requireText(fields.get(name), name, maxLength);
    }

    /** A text of at most {@code maxLength} UTF-16 code units; empty when the field is absent or {@code null}. */
    public Optional<String> optionalString(String name, int maxLength) {
        return Optional.ofNullable(Fields.optionalText(fields.get(name), name, maxLength));
    }

    /** A truth value; empty when the field is absent or {@code null}. */
    public Optional<Boolean> optionalBoolean(String name) {
        return optional(name).map(value -> {
            require(value.isBoolean(), name, "true or false");
            return value.booleanValue();
        });
    }

    /** A whole number, as which 5.0 counts, too; empty when the field is absent or {@code null}. */
    public OptionalLong optionalInteger(String name, long min, long max) {
        JsonNode value = optional(name).orElse(null);
        if (value == null) {
            return OptionalLong.empty();
        }
        double number = value.isNumber() ? value.numberValue().doubleValue() : Double.NaN;
        boolean whole = number == Math.rint(number) && Math.abs(number) < Long.MAX_VALUE;
        long integer = !whole ? 0 : value.canConvertToLong() ? value.longValue() : (long) number;
        require(whole && min <= integer && integer <= max, name, "an integer from " + min + " to " + max);
        return OptionalLong.of(integer);
    }

    /** A list of texts; empty when the field is absent or {@code null}. */
    public Optional<List<String>> optionalStrings(String name) {
        return optional(name).map(value -> {
            require(value.isArray(), name, "an array of strings");
            List<String> texts = new ArrayList<>(value.size());
            for (JsonNode element : value) {
                require(element.isString(), name, "an array of strings");
                texts.add(element.stringValue());
            }
            return texts;
        });
    }

    private Optional<JsonNode> optional(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isNull());
    }

    private static void require(boolean holds, String name, String what) {
        if (!holds) {
            throw HubException.invalid(name + " must be " + what);
        }
    }
}
