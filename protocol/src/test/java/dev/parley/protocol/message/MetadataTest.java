package dev.parley.protocol.message;

import static dev.parley.protocol.Refusals.assertInvalid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import dev.parley.protocol.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            {"k": [1, null]}      | {"k":[1,null]}
            [1]                   | [1]
            7                     | 7
            false                 | false
            null                  | -
            "{\\"k\\": 1}"        | {"k":1}
            "7"                   | 7
            "null"                | -
            "not json"            | -
            ""                    | -
            "[1] x"               | -
            """)
    void anyValueIsKeptAndAStringIsReadAsJson(String given, String kept) {
        assertThat(read(given)).isEqualTo(RawJson.ofNullable(kept));
    }

    @Test
    void metadataThatWasNotGivenIsNull() {
        assertThat(Metadata.read(null)).isNull();
    }

    @Test
    void theCompactTextHasAtMost16KibOfUtf8() {
        String most = "[\"" + "中".repeat(5460) + "\"]";
        assertThat(most.getBytes(UTF_8)).hasSize(16_384);
        assertThat(read("  " + most + "  ").text()).isEqualTo(most);
        assertInvalid(() -> read("[\"" + "中".repeat(5460) + "x\"]"), "metadata has 16385 bytes", "at most 16384");
        assertInvalid(() -> read('"' + "x".repeat(16_385) + '"'), "metadata has 16385 bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            -                                | {"provenance":P}
            {"k":1}                          | {"k":1,"provenance":P}
            {"provenance":"forged","k":1}    | {"provenance":P,"k":1}
            [1]                              | {"provenance":P}
            "text"                           | {"provenance":P}
            """)
    void aPersonsMessageSaysSoWhateverTheClientClaims(String given, String expected) {
        String provenance = "{\"authored_by\":\"human\",\"owner_name\":\"Ada\",\"auth_mode\":\"web_ui\"}";
        assertThat(Metadata.authoredByHuman(RawJson.ofNullable(given), "Ada").text())
                .isEqualTo(expected.replace("P", provenance));
    }

    @Test
    void aPersonWithoutANameIsWrittenAsNull() {
        assertThat(Metadata.authoredByHuman(null, null).text()).contains("\"owner_name\":null");
    }

    private static RawJson read(String text) {
        return Metadata.read(Json.parse(text).orElseThrow());
    }
}
