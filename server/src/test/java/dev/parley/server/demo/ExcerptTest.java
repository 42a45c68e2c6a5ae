package dev.parley.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JSON is cut down to what a person wants to read. */
class ExcerptTest {

    @Test
    void idsAndSecretsAreShortenedAndNullsLeftOut() {
        assertThat(lines("{\"id\":\"01a1fc04-eb28-7000-b050-3a029392fb40\",\"bio\":null,\"token\":\"bot_0123456789\"}"))
                .containsExactly("{\"id\":\"..92fb40\",\"token\":\"bot_0123..\"}");
    }

    @Test
    void shortJsonStaysOnOneLine() {
        assertThat(lines("{\"a\":[],\"b\":{},\"c\":[1,true,\"x\"]}"))
                .containsExactly("{\"a\":[],\"b\":{},\"c\":[1,true,\"x\"]}");
        assertThat(lines("[]")).containsExactly("[]");
    }

    @Test
    void longJsonIsBrokenBetweenFieldsAndIndentedByWhatIsOpen() {
        String word = "x".repeat(60);
        assertThat(lines("{\"a\":\"" + word + "\",\"b\":{\"c\":1,\"d\":\"" + word + "\"},\"e\":2}"))
                .containsExactly("{\"a\":\"" + word + "\",\"b\":{\"c\":1,", "  \"d\":\"" + word + "\"},\"e\":2}");
    }

    private static List<String> lines(String json) {
        return Excerpt.of(Json.parse(json).orElseThrow());
    }
}
