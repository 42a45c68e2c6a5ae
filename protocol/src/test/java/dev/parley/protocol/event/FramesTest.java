package dev.parley.protocol.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FramesTest {

    private record Result(String operation, String resourceId) {}

    @Test
    void anAckEchoesTheRefWhateverItsForm() {
        assertThat(Frames.ack(json("{\"a\":[1]}"), new Result("send", "x")))
                .asString(UTF_8)
                .isEqualTo("{\"type\":\"ack\",\"ref\":{\"a\":[1]},"
                        + "\"result\":{\"operation\":\"send\",\"resource_id\":\"x\"}}");
    }

    @Test
    void anErrorCarriesRefCodeAndRetryAfterWhereThereAreAny() {
        HubError limited = HubError.of(ErrorCode.RATE_LIMITED, "Slow down").with("retry_after", 3);
        assertThat(Frames.error(limited, json("7")))
                .asString(UTF_8)
                .isEqualTo("{\"type\":\"error\",\"message\":\"Slow down\",\"ref\":7,"
                        + "\"code\":\"RATE_LIMITED\",\"retry_after\":3}");
        assertThat(Frames.error(HubError.of(ErrorCode.NOT_FOUND, "Bot not found"), null))
                .asString(UTF_8)
                .isEqualTo("{\"type\":\"error\",\"message\":\"Bot not found\",\"code\":\"NOT_FOUND\"}");
    }

    @Test
    void aPongIsJustThat() {
        assertThat(Frames.pong()).asString(UTF_8).isEqualTo("{\"type\":\"pong\"}");
    }

    @Test
    void aFrameThatClientsWouldHangUpOnIsRefused() {
        assertThat(Frames.requireDeliverable(new byte[Frames.MAX_BYTES])).hasSize(Frames.MAX_BYTES);
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> Frames.requireDeliverable(new byte[Frames.MAX_BYTES + 1]))
                .satisfies(refusal -> assertThat(refusal.error().code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-0.5", "\"x\"", "\"0\"", "true", "[]", "{}"})
    void aTruthyRefCounts(String ref) {
        assertThat(Frames.ref(json("{\"ref\":" + ref + "}"))).contains(json(ref));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"ref\":null}",
                "{\"ref\":0}",
                "{\"ref\":-0.0}",
                "{\"ref\":\"\"}",
                "{\"ref\":false}",
                "[]"
            })
    void aFalsyOrMissingRefDoesNot(String frame) {
        assertThat(Frames.ref(json(frame))).isEmpty();
    }

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }
}
