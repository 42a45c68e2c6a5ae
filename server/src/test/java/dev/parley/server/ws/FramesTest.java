package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the hub makes of a frame before it is an operation, and how it marks its answer. */
class FramesTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private final TestOrg org = HUB.org();
    private final TestBot bot = org.bot("alice");
    private final HubSocket socket = bot.connect();

    @AfterEach
    void leave() {
        socket.close();
    }

    @Test
    void aConnectionBeginsInSilence() {
        socket.send("{\"type\":\"ping\"}");
        assertThat(socket.next().toString()).isEqualTo("{\"type\":\"pong\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "nonsense", "null", "[]", "[{\"type\":\"ping\"}]", "1", "true", "\"ping\"", "{} {}"
            })
    void whatIsNoObjectIsAnErrorWithoutAMark(String text) {
        socket.send(text);
        JsonNode error = socket.next();
        assertThat(error.path("type").asString()).isEqualTo("error");
        assertThat(error.path("message").asString()).contains("not a JSON object");
        assertThat(error.has("ref")).isFalse();
        assertGoesOn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"server_pong\",\"ts\":1}",
                "{\"type\":\"unheard_of\",\"ref\":1}",
                "{\"type\":null,\"ref\":1}",
                "{\"type\":[\"ping\"],\"ref\":1}",
                "{\"type\":\"PING\"}",
                "{\"ref\":1}"
            })
    void whatHasNoKnownTypeIsPassedOver(String text) {
        socket.send(text);
        assertGoesOn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-0.5",
                "\"a\"",
                "\"0\"",
                "true",
                "[]",
                "{}",
                "{\"a\":[null,1]}",
                "123456789012345678901234567890"
            })
    void everyTruthyMarkComesBack(String ref) {
        send(ref);
        JsonNode error = socket.next("error");
        assertThat(error.get("ref")).isEqualTo(Json.parse(ref).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "false", "0", "0.0", "\"\""})
    void whatIsFalseIsNoMark(String ref) {
        send(ref);
        assertThat(socket.next("error").has("ref")).isFalse();
        socket.send("{\"type\":\"thread_create\",\"topic\":\"t\",\"ref\":%s}".formatted(ref));
        assertThat(socket.next().path("type").asString()).isEqualTo("thread_created");
        assertThat(socket.next().path("type").asString()).isEqualTo("thread_participant");
        assertGoesOn();
    }

    @Test
    void aBotCannotSubscribe() {
        for (String type : new String[] {"subscribe", "unsubscribe"}) {
            socket.send(Fields.of("type", type, "thread_id", bot.openThread("mine")));
            assertThat(socket.next("error").path("message").asString()).containsIgnoringCase("org admin");
        }
    }

    private void send(String ref) {
        socket.send("{\"type\":\"send_dm\",\"to\":\"nobody\",\"content\":\"hi\",\"ref\":%s}".formatted(ref));
    }

    private void assertGoesOn() {
        socket.send("{\"type\":\"ping\"}");
        assertThat(socket.next().path("type").asString()).isEqualTo("pong");
    }
}
