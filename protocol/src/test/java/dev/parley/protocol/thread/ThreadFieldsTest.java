package dev.parley.protocol.thread;

import static dev.parley.protocol.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ThreadFieldsTest {

    @Test
    void aNewTopicIsKeptAsItIsAndAChangedOneIsTrimmed() {
        assertThat(ThreadFields.newTopic(json("\"  \""))).isEqualTo("  ");
        assertThat(ThreadFields.changedTopic(json("\" a b \""))).isEqualTo("a b");
    }

    @Test
    void aTopicIsRequired() {
        assertInvalid(() -> ThreadFields.newTopic(json("\"\"")), "topic is required");
        assertInvalid(() -> ThreadFields.newTopic(null), "topic is required");
        assertInvalid(() -> ThreadFields.changedTopic(json("\" \"")), "topic must be a string that is not blank");
        assertInvalid(() -> ThreadFields.changedTopic(json("null")), "topic must be a string");
        assertInvalid(() -> ThreadFields.newTopic(json('"' + "x".repeat(4097) + '"')), "at most 4096");
    }

    @Test
    void tagsLoseTheirMarginsAndBlankOnesTheirPlace() {
        assertThat(ThreadFields.tags(json("[\" a \",\"\",\"  \",\"b\",\"b\"]"))).containsExactly("a", "b", "b");
        assertThat(ThreadFields.tags(json("[]"))).isEmpty();
        assertThat(ThreadFields.tags(json("null"))).isNull();
        assertThat(ThreadFields.tags(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\"",
                "{}",
                "1",
                "[1]",
                "[null]",
                "[\"a\",[]]",
                "[\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"]"
            })
    void tagsAreAtMostTenStringsCountedBeforeBlankOnesAreDropped(String tags) {
        assertInvalid(() -> ThreadFields.tags(json(tags)), "tags must be null or an array of at most 10 strings");
    }

    @Test
    void aContextIsKeptAsTextAndOtherValuesAsTheirJson() {
        assertThat(ThreadFields.context(json("\"{ not json\""))).isEqualTo("{ not json");
        assertThat(ThreadFields.context(json("{ \"k\" : [1] }"))).isEqualTo("{\"k\":[1]}");
        assertThat(ThreadFields.context(json("false"))).isEqualTo("false");
        assertThat(ThreadFields.context(json("null"))).isNull();
        String tooLong = '"' + "中".repeat(ThreadFields.MAX_CONTEXT_BYTES / 3 + 1) + '"';
        assertInvalid(() -> ThreadFields.context(json(tooLong)), "context has", "at most 262144");
        String allQuotes = '"' + "\\\"".repeat(ThreadFields.MAX_CONTEXT_BYTES - 1) + '"';
        assertThat(ThreadFields.context(json(allQuotes))).hasSize(ThreadFields.MAX_CONTEXT_BYTES - 1);
        String unreadable = '"' + "\\u0001".repeat(100_000) + '"';
        assertInvalid(() -> ThreadFields.context(json(unreadable)), "too many control characters");
    }

    @Test
    void aLabelIsAStringOrNull() {
        assertThat(ThreadFields.label(json("\"lead\""))).isEqualTo("lead");
        assertThat(ThreadFields.label(null)).isNull();
        assertInvalid(() -> ThreadFields.label(json("1")), "label must be a string or null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "\"\"", "\"PUBLIC\"", "[\"public\"]"})
    void aWordThatIsNoneOfTheirsIsRefusedWithTheOnesThatAre(String value) {
        assertInvalid(() -> ThreadFields.visibility(json(value)), "visibility must be one of public, members, private");
        assertInvalid(
                () -> ThreadFields.joinPolicy(json(value)), "join_policy must be one of open, approval, invite_only");
        assertInvalid(
                () -> ThreadFields.status(json(value)),
                "status must be one of active, blocked, reviewing, resolved, closed");
    }

    @Test
    void aReasonBelongsToClosedAndToNothingElse() {
        JsonNode manual = json("\"manual\"");
        assertThat(ThreadFields.closeReason(manual, ThreadStatus.CLOSED)).contains(CloseReason.MANUAL);
        assertThat(ThreadFields.closeReason(json("null"), ThreadStatus.ACTIVE)).isEmpty();
        assertThat(ThreadFields.closeReason(null, null)).isEmpty();
        assertInvalid(() -> ThreadFields.closeReason(null, ThreadStatus.CLOSED), "close_reason is required");
        assertInvalid(() -> ThreadFields.closeReason(manual, ThreadStatus.RESOLVED), "only allowed with status closed");
        assertInvalid(() -> ThreadFields.closeReason(manual, null), "only allowed with status closed");
        assertInvalid(
                () -> ThreadFields.closeReason(json("\"bored\""), ThreadStatus.CLOSED),
                "close_reason must be one of manual, timeout, error");
    }

    @Test
    void aPolicyIsCheckedUnderItsName() {
        assertThat(ThreadFields.permissionPolicy(json("{\"write\":[]}"))).isEqualTo("{\"write\":[]}");
        assertInvalid(() -> ThreadFields.permissionPolicy(json("[]")), "permission_policy must be");
    }

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }
}
