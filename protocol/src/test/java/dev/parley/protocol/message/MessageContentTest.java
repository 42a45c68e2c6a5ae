package dev.parley.protocol.message;

import static dev.parley.protocol.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.HubException;
import dev.parley.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class MessageContentTest {

    /** Per rule the content that comes out; {@code -} for a refusal. P stands for parts whose text is p. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # request                                  | STRICT | OBJECTS           | ANYTHING
            {"content":"a"}                            | a      | a                 | a
            {"content":"a","parts":P}                  | a      | a                 | a
            {"parts":P}                                | p      | p                 | p
            {"content":null,"parts":P}                 | p      | p                 | p
            {"parts":[]}                               | []     | []                | []
            {"content":"","parts":P}                   | -      | -                 | p
            {"content":0,"parts":P}                    | -      | -                 | p
            {"content":false,"parts":P}                | -      | -                 | p
            {}                                         | -      | -                 | -
            {"content":null}                           | -      | -                 | -
            {"content":""}                             | -      | -                 | -
            {"content":1}                              | -      | -                 | -
            {"content":true}                           | -      | -                 | -
            {"content":["a"]}                          | -      | -                 | -
            {"content":{"text":"t","k":1}}             | -      | t                 | t
            {"content":{"text":1}}                     | -      | {"text":1}        | {"text":1}
            {"content":{"k":[1]}}                      | -      | {"k":[1]}         | {"k":[1]}
            {"content":{"text":""}}                    | -      | -                 | -
            {"content":{"text":""},"parts":P}          | -      | -                 | -
            {"content":"a","parts":null}               | -      | -                 | a
            {"content":"a","parts":"x"}                | -      | -                 | a
            {"content":"a","parts":[{}]}               | -      | -                 | -
            {"parts":{}}                               | -      | -                 | -
            """)
    void everyDoorTakesContentByItsOwnRule(String request, String strict, String objects, String anything) {
        assertThat(contentOf(request, ContentRule.STRICT)).as("strict").isEqualTo(strict);
        assertThat(contentOf(request, ContentRule.OBJECTS)).as("objects").isEqualTo(objects);
        assertThat(contentOf(request, ContentRule.ANYTHING)).as("anything").isEqualTo(anything);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsMissingIsNamedInTheWordsClientsLookFor(ContentRule rule) {
        assertInvalid(() -> MessageContent.read(json("{}"), rule), "content or parts is required");
        assertInvalid(() -> MessageContent.read(json("{\"content\":\"\"}"), rule), "content or parts is required");
        assertInvalid(() -> MessageContent.read(json("{\"content\":[1]}"), rule), "content must be a string");
    }

    @ParameterizedTest
    @EnumSource
    void theTypeIsCheckedBeforeThePartsAndThoseBeforeTheContent(ContentRule rule) {
        String type = "\"content_type\":\"" + "x".repeat(129) + "\"";
        assertInvalid(() -> MessageContent.read(json("{" + type + ",\"parts\":[1]}"), rule), "content_type has 129");
        assertInvalid(() -> MessageContent.read(json("{\"content\":7,\"parts\":[1]}"), rule), "parts[0]");
    }

    @ParameterizedTest
    @CsvSource({"'\"x/y\"', x/y", "'\"\"', text", "null, text", "7, text", "{}, text"})
    void aTypeThatIsNoStringCountsAsText(String value, String expected) {
        assertThat(MessageContent.contentType(json(value))).isEqualTo(expected);
        assertThat(MessageContent.contentType(null)).isEqualTo("text");
    }

    @Test
    void aTypeHasAtMost128Bytes() {
        assertThat(MessageContent.contentType(json('"' + "中".repeat(42) + "ab\"")))
                .hasSize(44);
        assertInvalid(() -> MessageContent.contentType(json('"' + "中".repeat(43) + '"')), "content_type has 129 bytes");
    }

    @Test
    void theLengthLimitItselfIsAccepted() {
        MessageContent content = MessageContent.read(json("{\"content\":\"😀😀\"}"), ContentRule.STRICT);
        assertThat(content.requireLength(4)).isSameAs(content);
        assertInvalid(() -> content.requireLength(3), "content has 4 characters", "at most 3");
    }

    @Test
    void withoutPartsTheContentIsShownAsOne() {
        MessageContent plain = MessageContent.read(json("{\"content\":\"a\"}"), ContentRule.STRICT);
        assertThat(plain.givenParts()).isNull();
        assertThat(plain.parts()).isEqualTo(Parts.ofText("a"));
        MessageContent parts = MessageContent.read(json("{\"parts\":[]}"), ContentRule.STRICT);
        assertThat(parts.parts().text()).isEqualTo("[]");
    }

    private static String contentOf(String request, ContentRule rule) {
        String parts = "[{\"type\":\"text\",\"content\":\"p\"}]";
        try {
            return MessageContent.read(json(request.replace(":P", ":" + parts)), rule)
                    .content();
        } catch (HubException refusal) {
            return "-";
        }
    }

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }
}
