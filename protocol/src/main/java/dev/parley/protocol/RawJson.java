package dev.parley.protocol;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.databind.JsonNode;

/**
 * A JSON value kept as its text, written out unchanged: what was validated once is not parsed again on every read.
 *
 * @param text exactly one JSON value
 */
public record RawJson(@JsonValue @JsonRawValue String text) {

    public static RawJson of(JsonNode value) {
        return new RawJson(Json.write(value));
    }

    /** The text as {@link RawJson}, null for null: the form of a nullable column. */
    public static RawJson ofNullable(String text) {
        return text == null ? null : new RawJson(text);
    }

    /** The reverse of {@link #ofNullable}. */
    public static String textOf(RawJson json) {
        return json == null ? null : json.text;
    }

    public JsonNode parsed() {
        return Json.mapper().readTree(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
