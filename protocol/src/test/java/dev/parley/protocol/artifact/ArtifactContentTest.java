package dev.parley.protocol.artifact;

import static dev.parley.protocol.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import dev.parley.protocol.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ArtifactContentTest {

    @Test
    void jsonIsKeptRepairedOrTurnedIntoTextWithAWarning() {
        assertThat(ArtifactContent.of(ArtifactType.JSON, "{ }"))
                .isEqualTo(new ArtifactContent(ArtifactType.JSON, "{ }", false));
        assertThat(ArtifactContent.of(ArtifactType.JSON, "['a',]"))
                .isEqualTo(new ArtifactContent(ArtifactType.JSON, "[\"a\"]", false));
        assertThat(ArtifactContent.of(ArtifactType.JSON, "{'a',,}"))
                .isEqualTo(new ArtifactContent(ArtifactType.TEXT, "{'a',,}", true));
        assertThat(ArtifactContent.of(ArtifactType.JSON, null))
                .isEqualTo(new ArtifactContent(ArtifactType.JSON, null, false));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON")
    void otherTypesAreNotLookedInto(ArtifactType type) {
        assertThat(ArtifactContent.of(type, "['a',]")).isEqualTo(new ArtifactContent(type, "['a',]", false));
    }

    @Test
    void anUpdateIsDeclaredAsVersionOneWasMeant() {
        Artifact code = version(1, ArtifactType.CODE, false);
        Artifact broken = version(1, ArtifactType.TEXT, true);
        Artifact latest = version(3, ArtifactType.TEXT, false);
        assertThat(ArtifactContent.declaredType(Optional.of(code), latest)).isEqualTo(ArtifactType.CODE);
        assertThat(ArtifactContent.declaredType(Optional.of(broken), latest)).isEqualTo(ArtifactType.JSON);
        assertThat(ArtifactContent.declaredType(Optional.empty(), latest)).isEqualTo(ArtifactType.TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "plan.md", "A-z_0~9", "..", "-"})
    void aKeyIsMadeOfCharactersThatNeedNoEscapeInAPath(String key) {
        assertThat(ArtifactFields.key(key)).isEqualTo(key);
        assertThat(ArtifactFields.key(json('"' + key + '"'))).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"a b\"", "\"a/b\"", "\"é\"", "\"a\\n\"", "1", "null", "[\"a\"]"})
    void anyOtherKeyIsRefused(String key) {
        assertInvalid(() -> ArtifactFields.key(json(key)), "artifact_key must be 1 to 256 characters");
        assertInvalid(() -> ArtifactFields.key((JsonNode) null), "artifact_key");
        assertInvalid(() -> ArtifactFields.key("x".repeat(257)), "artifact_key");
    }

    @ParameterizedTest
    @CsvSource({"'\"code\"', CODE", "1, TEXT", "null, TEXT", "{}, TEXT"})
    void aTypeThatIsNoStringCountsAsText(String value, ArtifactType expected) {
        assertThat(ArtifactFields.type(json(value), "type")).isEqualTo(expected);
        assertThat(ArtifactFields.type(null, "type")).isEqualTo(ArtifactType.TEXT);
    }

    @Test
    void anUnknownTypeIsRefusedUnderTheNameOfItsField() {
        assertInvalid(
                () -> ArtifactFields.type(json("\"video\""), "artifact_type"),
                "artifact_type must be one of text, markdown, json, code, file, link");
    }

    @Test
    void anUpdateNeedsContentAndOtherTextsMayBeNull() {
        assertThat(ArtifactFields.updatedContent(json("\"\""))).isEmpty();
        assertInvalid(() -> ArtifactFields.updatedContent(null), "content is required");
        assertInvalid(() -> ArtifactFields.updatedContent(json("null")), "content is required");
        assertThat(ArtifactFields.title(json("null"))).isNull();
        assertInvalid(() -> ArtifactFields.title(json("1")), "title must be a string or null");
    }

    private static Artifact version(int version, ArtifactType type, boolean warning) {
        Artifact some = Samples.artifact(version);
        return new Artifact(
                some.id(),
                some.threadId(),
                some.artifactKey(),
                type,
                null,
                "",
                null,
                null,
                null,
                null,
                version,
                warning,
                1,
                1);
    }

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }
}
