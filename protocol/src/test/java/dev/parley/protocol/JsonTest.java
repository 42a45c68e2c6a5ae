package dev.parley.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JsonTest {

    private static final String HOSTILE =
            "{\"text\":\"a\\ud800b\\u0000c\",\"list\":[\"\\udc00\"],\"tree\":{\"k\":\"\\ud83d\"}}";

    private record Body(String text, List<String> list, JsonNode tree) {}

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "1 2", "{} x", "NaN", "'a'", "[1,]", "{a:1}", "\u0000"})
    void whatIsNotExactlyOneValueIsEmpty(String text) {
        assertThat(Json.parse(text)).isEmpty();
        assertThat(Json.parseRequest(text)).isEmpty();
        assertThat(Json.parseRequest(text.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void nestingIsBounded() {
        assertThat(Json.parse("[".repeat(100_000))).isEmpty();
        assertThat(Json.parse(nested(501))).isEmpty();
        assertThat(Json.parseRequest(nested(Json.MAX_REQUEST_DEPTH))).isPresent();
        assertThat(Json.parseRequest(nested(Json.MAX_REQUEST_DEPTH + 1))).isEmpty();
        assertThat(Json.parseRequest(nested(Json.MAX_REQUEST_DEPTH + 1).getBytes(UTF_8)))
                .isEmpty();
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    @Test
    void whatCanBeReadCanBeWrittenHoweverDeep() {
        String deep = nested(500);
        RawJson kept = RawJson.of(Json.parse(deep).orElseThrow());
        assertThat(Json.write(List.of(kept))).isEqualTo("[" + deep + "]");
    }

    @Test
    void stringsThatNoStoreKeepsAreMendedInTreesAndRecords() {
        Body body = Json.mapper().readValue(HOSTILE, Body.class);
        assertThat(body.text).isEqualTo("a\uFFFDb\uFFFDc");
        assertThat(body.list).containsExactly("\uFFFD");
        assertThat(body.tree.get("k").stringValue()).isEqualTo("\uFFFD");
        assertThat(new String(Json.writeBytes(Json.parse(HOSTILE).orElseThrow()), UTF_8))
                .isEqualTo(Json.write(body));
    }

    @Test
    void soundTextStaysTheSameObject() {
        String sound = "plain, 中文, 😀, \t\n";
        assertThat(StorableText.of(sound)).isSameAs(sound);
        assertThat(StorableText.of(null)).isNull();
    }

    @Test
    void rawJsonIsWrittenAsItIs() {
        assertThat(Json.write(List.of(new RawJson("{ \"a\" : 1.0 }")))).isEqualTo("[{ \"a\" : 1.0 }]");
        assertThat(RawJson.ofNullable(null)).isNull();
        assertThat(RawJson.ofNullable("[1]").parsed().get(0).intValue()).isEqualTo(1);
    }
}
