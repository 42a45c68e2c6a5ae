package dev.parley.protocol.bot;

import static dev.parley.protocol.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BotReferenceTest {

    @Test
    void aNameIsTakenAsItIs() {
        String longest = "x".repeat(BotReference.MAX_LENGTH);
        assertThat(BotReference.require(json("\" Bob \""), "to")).isEqualTo(" Bob ");
        assertThat(BotReference.require(json('"' + longest + '"'), "to")).isEqualTo(longest);
        assertInvalid(
                () -> BotReference.require(json('"' + longest + "x\""), "to"), "to is required", "1 to 128 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null", "1", "true", "[\"bob\"]", "{\"id\":\"bob\"}"})
    void whatIsNoNameIsRefused(String json) {
        assertInvalid(() -> BotReference.require(json(json), "bot_id"), "bot_id is required");
        assertInvalid(() -> BotReference.require(null, "bot_id"), "bot_id is required");
    }

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }
}
