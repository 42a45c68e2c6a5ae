package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.fanout.Connection;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the door answers by itself. */
class DoorFramesTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private final TestOrg org = HUB.org();

    @Test
    void aPingIsAnsweredByNothingButAPong() {
        try (HubSocket socket = org.bot("bot").connect()) {
            socket.send(Fields.of("type", "ping", "ref", 1));
            assertThat(socket.next().toString()).isEqualTo("{\"type\":\"pong\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "unsubscribe"})
    void botsDoNotSubscribe(String type) {
        try (HubSocket socket = org.bot("bot").connect()) {
            socket.send(Fields.of("type", type, "ref", "mine"));
            JsonNode error = socket.next();
            assertThat(error.path("ref").asString()).isEqualTo("mine");
            assertThat(error.path("code").asString()).isEqualTo("FORBIDDEN");
            assertThat(error.path("message").asString()).contains("org admin");
        }
    }

    @Test
    void anAdministratorSubscribesToSoMuchAndNoMore() {
        try (HubSocket socket = org.admin().connect()) {
            String last = "";
            for (int i = 0; i < Connection.MAX_SUBSCRIPTIONS; i++) {
                last = UUID.randomUUID().toString();
                socket.send(Fields.of("type", "subscribe", "ref", i + 1, "thread_id", last));
            }
            socket.send(Fields.of("type", "subscribe", "ref", "repeat", "thread_id", last));
            JsonNode error = socket.next();
            assertThat(error.path("ref").asString()).isEqualTo("repeat");
            assertThat(error.path("code").asString()).isEqualTo("CONFLICT");
            assertThat(error.path("message").asString()).contains("limit", "100");

            socket.send(Fields.of("type", "unsubscribe", "ref", 1, "thread_id", last));
            socket.send(Fields.of("type", "subscribe", "ref", 2, "channel_id", last));
            assertThatNothingMoreComes(socket);
        }
    }

    @Test
    void anAdministratorsOtherFramesAreIgnored() {
        try (HubSocket socket = org.admin().connect()) {
            HUB.hub().operations().all().stream()
                    .filter(operation -> operation.scope().isPresent())
                    .forEach(operation -> socket.send(Fields.of("type", operation.type(), "ref", 1)));
            assertThatNothingMoreComes(socket);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "{\"type\":\"ping\"} more", "[]", "7", "\"ping\""})
    void whatIsNoJsonObjectIsRefused(String text) {
        try (HubSocket socket = org.bot("bot").connect()) {
            socket.send(text);
            JsonNode error = socket.next();
            assertThat(error.propertyNames()).containsExactly("type", "message", "code");
            assertThat(error.path("code").asString()).isEqualTo("VALIDATION_ERROR");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"hello\",\"ref\":1}", "{\"ref\":1}", "{\"type\":7}"})
    void whatSaysNothingTheHubKnowsIsIgnored(String text) {
        try (HubSocket socket = org.bot("bot").connect()) {
            socket.send(text);
            assertThatNothingMoreComes(socket);
        }
    }

    private static void assertThatNothingMoreComes(HubSocket socket) {
        socket.send(Fields.of("type", "ping"));
        assertThat(socket.next().path("type").asString()).isEqualTo("pong");
    }
}
