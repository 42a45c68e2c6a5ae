package dev.parley.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads single fields of a request, and says in a sentence what is wrong with one. All refusals are
 * {@code VALIDATION_ERROR}s. A field that was not given may come as Java null or as a missing node.
 */
public final class Fields {

    private Fields() {}

    /** Whether the client gave the field, be it as null. */
    public static boolean isGiven(JsonNode value) {
        return value != null && !value.isMissingNode();
    }

    /** Whether the field was not given or is null. */
    public static boolean isNothing(JsonNode value) {
        return !isGiven(value) || value.isNull();
    }

    /** Whether JavaScript holds the value for true: neither null, false, 0 nor "". */
    public static boolean isTruthy(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case STRING -> !value.stringValue().isEmpty();
            case NUMBER -> value.numberValue().doubleValue() != 0;
            case ARRAY, OBJECT -> true;
            default -> false;
        };
    }

    /** The string, or empty for every other value. */
    public static Optional<String> text(JsonNode value) {
        return value == null ? Optional.empty() : value.stringValueOpt();
    }

    /** A string that is not empty and has at most {@code maxLength} UTF-16 code units. */
    public static String requireText(JsonNode value, String field, int maxLength) {
        String text = text(value)
                .filter(found -> !found.isEmpty())
                .orElseThrow(() -> HubException.invalid(field + " is required: give a string that is not empty"));
        return requireLength(text, field, maxLength);
    }

    /** A string of at most {@code maxLength} UTF-16 code units, or null when the field is null or was not given. */
    public static String optionalText(JsonNode value, String field, int maxLength) {
        if (isNothing(value)) {
            return null;
        }
        String text = text(value).orElseThrow(() -> HubException.invalid(field + " must be a string or null"));
        return requireLength(text, field, maxLength);
    }

    /** {@code text} unless it has more than {@code maxLength} UTF-16 code units. */
    public static String requireLength(String text, String field, int maxLength) {
        if (text.length() > maxLength) {
            throw HubException.invalid("%s has %d characters (UTF-16 code units), at most %d are allowed: shorten it"
                    .formatted(field, text.length(), maxLength));
        }
        return text;
    }

    /** {@code text} unless it has more than {@code maxBytes} bytes as UTF-8. */
    public static String requireBytes(String text, String field, int maxBytes) {
        int bytes = text.getBytes(UTF_8).length;
        if (bytes > maxBytes) {
            throw HubException.invalid(
                    "%s has %d bytes as UTF-8, at most %d are allowed: shorten it".formatted(field, bytes, maxBytes));
        }
        return text;
    }
}
