package dev.parley.protocol;

import static dev.parley.protocol.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FieldsTest {

    private static final JsonNode MISSING = json("{}").path("absent");

    @Test
    void aMissingFieldIsNotGivenAndANullOneIsNothing() {
        assertThat(Fields.isGiven(null)).isFalse();
        assertThat(Fields.isGiven(MISSING)).isFalse();
        assertThat(Fields.isGiven(json("null"))).isTrue();
        assertThat(Fields.isNothing(json("null"))).isTrue();
        assertThat(Fields.isNothing(MISSING)).isTrue();
        assertThat(Fields.isNothing(json("0"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "1", "true", "[]", "{}"})
    void aRequiredTextIsAStringThatIsNotEmpty(String value) {
        assertInvalid(() -> Fields.requireText(json(value), "topic", 9), "topic is required");
        assertInvalid(() -> Fields.requireText(null, "topic", 9), "topic is required");
    }

    @Test
    void anOptionalTextMayBeNullButNothingElse() {
        assertThat(Fields.optionalText(json("null"), "title", 9)).isNull();
        assertThat(Fields.optionalText(MISSING, "title", 9)).isNull();
        assertThat(Fields.optionalText(json("\"\""), "title", 9)).isEmpty();
        assertInvalid(() -> Fields.optionalText(json("1"), "title", 9), "title must be a string or null");
    }

    @Test
    void lengthIsCountedInCodeUnitsAndBytesAsUtf8() {
        assertThat(Fields.requireLength("😀", "topic", 2)).isEqualTo("😀");
        assertInvalid(() -> Fields.requireLength("😀", "topic", 1), "topic has 2 characters", "at most 1");
        assertThat(Fields.requireBytes("é中😀", "content_type", 9)).isEqualTo("é中😀");
        assertInvalid(() -> Fields.requireBytes("é中😀", "content_type", 8), "content_type has 9 bytes", "at most 8");
    }

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }
}
