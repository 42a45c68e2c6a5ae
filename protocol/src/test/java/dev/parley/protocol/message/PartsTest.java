package dev.parley.protocol.message;

import static dev.parley.protocol.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PartsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"type\":\"text\",\"content\":\"\"}]",
                "[{\"type\":\"markdown\",\"content\":\"# a\"}]",
                "[{\"type\":\"json\",\"content\":{}},{\"type\":\"json\",\"content\":[1]}]",
                "[{\"type\":\"file\",\"url\":\"\",\"name\":\"\",\"mime_type\":\"\",\"size\":\"any\"}]",
                "[{\"type\":\"image\",\"url\":\"/a\",\"alt\":7}]",
                "[{\"type\":\"link\",\"url\":\"x\",\"title\":null,\"extra\":{\"kept\":[true]}}]"
            })
    void soundPartsAreKeptWordForWord(String parts) {
        assertThat(Parts.require(json(parts)).text()).isEqualTo(parts);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            null                                      | parts must be an array
            {}                                        | parts must be an array
            "x"                                       | parts must be an array
            [1]                                       | parts[0] must be an object
            [null]                                    | parts[0] must be an object
            [[]]                                      | parts[0] must be an object
            [{}]                                      | parts[0].type must be one of text, markdown, json, file, image, link
            [{"type":"video"}]                        | parts[0].type must be one of
            [{"type":"TEXT","content":""}]            | parts[0].type must be one of
            [{"type":1}]                              | parts[0].type must be one of
            [{"type":"text"}]                         | parts[0].content must be a string
            [{"type":"markdown","content":null}]      | parts[0].content must be a string
            [{"type":"text","content":1}]             | parts[0].content must be a string
            [{"type":"json","content":"{}"}]          | parts[0].content must be an object or array
            [{"type":"json","content":null}]          | parts[0].content must be an object or array
            [{"type":"file","url":"u","name":"n"}]    | parts[0].mime_type must be a string
            [{"type":"file"}]                         | parts[0].url must be a string
            [{"type":"image","url":1}]                | parts[0].url must be a string
            [{"type":"link"}]                         | parts[0].url must be a string
            [{"type":"text","content":"a"},{},7]      | parts[1].type must be one of
            """)
    void theFirstWrongPartIsNamed(String parts, String words) {
        assertInvalid(() -> Parts.require(json(parts)), words);
    }

    @Test
    void fiftyPartsAreTheMost() {
        String part = "{\"type\":\"text\",\"content\":\"a\"}";
        assertThat(Parts.require(json("[" + (part + ",").repeat(49) + part + "]"))
                        .parsed())
                .hasSize(50);
        assertInvalid(() -> Parts.require(json("[" + "1,".repeat(50) + "1]")), "parts has 51 items, at most 50");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                                          | []
            [{"type":"image","url":"u"},{"type":"link","url":"u"}]                      | [image, link]
            [{"type":"image","url":"u"},{"type":"markdown","content":"m"},{"type":"text","content":"t"}] | m
            [{"type":"json","content":{"text":"t"}}]                                    | [json]
            [{"type":"text","content":""},{"type":"text","content":"t"}]                | ``
            """)
    void theFirstTextStandsForThePartsAndElseTheirTypes(String parts, String content) {
        assertThat(Parts.contentOf(json(parts))).isEqualTo(content);
    }

    @Test
    void contentWithoutPartsIsOneText() {
        assertThat(Parts.ofText("a \"b\"").text()).isEqualTo("[{\"type\":\"text\",\"content\":\"a \\\"b\\\"\"}]");
    }

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }
}
