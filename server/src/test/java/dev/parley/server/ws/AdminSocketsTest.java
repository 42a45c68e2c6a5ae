package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.fanout.Connection;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an org admin's connection may ask for: to watch, and nothing else. */
class AdminSocketsTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private final TestOrg org = HUB.org();
    private final TestBot alice = org.bot("alice");
    private final TestBot bob = org.bot("bob");
    private final HubSocket socket = org.admin().connect();

    @AfterEach
    void leave() {
        socket.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send",
                "send_dm",
                "send_thread_message",
                "thread_create",
                "thread_update",
                "thread_invite",
                "thread_join",
                "thread_leave",
                "thread_remove_participant",
                "artifact_add",
                "artifact_update"
            })
    void everyOtherTypeIsPassedOver(String type) {
        socket.send(Fields.of("type", type, "ref", 1, "topic", "t", "to", "alice", "content", "hi"));
        assertNothingCame();
        assertThat(alice.http().get("/api/threads").json()).isEmpty();
    }

    @Test
    void oneFrameMayNameAThreadAndAChannel() {
        String channel = alice.sendTo(bob, "hi");
        String thread = alice.openThread("t", bob);
        watch("subscribe", channel, thread);
        assertHears("message", () -> alice.sendTo(bob, "there"));
        assertHears("thread_message", () -> post(thread));

        watch("unsubscribe", channel, thread);
        alice.sendTo(bob, "again");
        post(thread);
        assertNothingCame();
    }

    @Test
    void whatIsToBeWatchedNeedNotExist() {
        watch("subscribe", UUID.randomUUID().toString(), "no id at all");
        socket.send("{\"type\":\"subscribe\"}");
        socket.send("{\"type\":\"unsubscribe\",\"thread_id\":7}");
        assertNothingCame();
    }

    @Test
    void aHundredSubscriptionsAreEnough() {
        String first = alice.openThread("t", bob);
        assertThat(socket.next("thread_created")).isNotNull();
        subscribe(first);
        for (int held = 1; held < Connection.MAX_SUBSCRIPTIONS; held++) {
            subscribe(UUID.randomUUID().toString());
        }
        assertNothingCame();
        for (String more : new String[] {UUID.randomUUID().toString(), first}) {
            subscribe(more);
            assertThat(socket.next("error").path("message").asString()).contains("limit", "100");
        }
        socket.send(Fields.of("type", "unsubscribe", "thread_id", first));
        subscribe(first);
        assertHears("thread_message", () -> post(first));
    }

    private void post(String thread) {
        alice.http().post("/api/threads/" + thread + "/messages", Map.of("content", "hi"));
    }

    private void subscribe(String thread) {
        socket.send(Fields.of("type", "subscribe", "thread_id", thread));
    }

    private void watch(String type, String channel, String thread) {
        socket.send(Fields.of("type", type, "channel_id", channel, "thread_id", thread));
        socket.send("{\"type\":\"ping\"}");
        assertThat(socket.next("pong")).isNotNull();
    }

    private void assertHears(String type, Runnable cause) {
        assertNothingCame();
        cause.run();
        JsonNode heard = socket.next();
        assertThat(heard.path("type").asString()).isEqualTo(type);
    }

    private void assertNothingCame() {
        socket.send("{\"type\":\"ping\"}");
        assertThat(socket.next().path("type").asString()).isEqualTo("pong");
    }
}
