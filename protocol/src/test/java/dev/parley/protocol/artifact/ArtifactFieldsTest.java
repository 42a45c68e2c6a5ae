package dev.parley.protocol.artifact;

import static dev.parley.protocol.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ArtifactFieldsTest {

    /** The fields that may be null, and how long each may be. */
    enum Text {
        TITLE(ArtifactFields::title, ArtifactFields.MAX_TITLE_LENGTH),
        LANGUAGE(ArtifactFields::language, ArtifactFields.MAX_LANGUAGE_LENGTH),
        URL(ArtifactFields::url, ArtifactFields.MAX_URL_LENGTH),
        MIME_TYPE(ArtifactFields::mimeType, ArtifactFields.MAX_MIME_TYPE_LENGTH);

        final Function<JsonNode, String> reading;
        final int maxLength;

        Text(Function<JsonNode, String> reading, int maxLength) {
            this.reading = reading;
            this.maxLength = maxLength;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTextMayBeNullOrOfAnyFormUpToItsLimit(Text text) {
        String longest = "x".repeat(text.maxLength);
        assertThat(text.reading.apply(null)).isNull();
        assertThat(text.reading.apply(JsonNodeFactory.instance.nullNode())).isNull();
        assertThat(text.reading.apply(json(longest))).isEqualTo(longest);
        assertInvalid(() -> text.reading.apply(json(longest + "x")), "at most " + text.maxLength);
        assertInvalid(() -> text.reading.apply(JsonNodeFactory.instance.numberNode(1)), "must be a string or null");
    }

    private static JsonNode json(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }
}
