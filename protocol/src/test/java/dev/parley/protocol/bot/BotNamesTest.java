package dev.parley.protocol.bot;

import static dev.parley.protocol.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BotNamesTest {

    @Test
    void aNameIsTakenAsItIs() {
        String longest = "x".repeat(BotNames.MAX_LENGTH);
        assertThat(BotNames.require(json("\" Bob \""), "to")).isEqualTo(" Bob ");
        assertThat(BotNames.require(json('"' + longest + '"'), "to")).isEqualTo(longest);
        assertInvalid(
                () -> BotNames.require(json('"' + longest + "x\""), "to"), "to is required", "1 to 128 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null", "1", "true", "[\"bob\"]", "{\"id\":\"bob\"}"})
    void whatIsNoNameIsRefused(String json) {
        assertInvalid(() -> BotNames.require(json(json), "bot_id"), "bot_id is required");
        assertInvalid(() -> BotNames.require(null, "bot_id"), "bot_id is required");
    }

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }
}
