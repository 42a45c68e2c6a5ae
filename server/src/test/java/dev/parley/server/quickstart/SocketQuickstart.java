package dev.parley.server.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.Shape;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the SDK's WebSocket, and the thread context built upon it, see. */
interface SocketQuickstart {

    TestHub hub();

    @Test
    default void aTicketOpensOneConnection() {
        TestBot bot = hub().org().bot("listener");
        String ticket = bot.http().post("/api/ws-ticket").json().path("ticket").asString();
        HubSocket first = hub().client().connect(ticket);
        first.send("{\"type\":\"ping\"}");
        assertThat(first.next().toString()).isEqualTo("{\"type\":\"pong\"}");

        assertThat(hub().client().connect(ticket).closed().code()).isEqualTo(4001);
        assertThat(hub().client().connect("unknown").closed().code()).isEqualTo(4001);
        assertThat(hub().client().connect("").closed().code()).isEqualTo(4001);
        first.close();
    }

    @Test
    default void aSenderHearsItselfOnAllItsConnectionsAndThenTheAck() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (HubSocket first = alice.connect();
                HubSocket second = alice.connect();
                HubSocket other = bob.connect()) {
            assertThat(first.next().toString())
                    .isEqualTo("{\"type\":\"bot_online\",\"bot\":{\"id\":\"" + bob.id() + "\",\"name\":\"bob\"}}");
            second.next("bot_online");
            first.send(Fields.of("type", "send_dm", "ref", "r1", "to", "bob", "content", "hi"));

            assertThat(types(first, 3)).containsExactly("channel_created", "message", "ack");
            assertThat(types(second, 2)).containsExactly("channel_created", "message");
            assertThat(types(other, 2)).containsExactly("channel_created", "message");
        }
    }

    @Test
    default void directMessagesHaveTheirShapesOnTheWire() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (HubSocket socket = alice.connect()) {
            socket.send(Fields.of("type", "send_dm", "ref", 7, "to", bob.id(), "content", "hi"));
            JsonNode created = socket.next();
            Shape.of("type text", "members texts")
                    .with("channel", Shapes.CHANNEL)
                    .check(created);
            assertThat(created.at("/members/0").asString()).isEqualTo(alice.id());

            JsonNode message = socket.next();
            Shape.of("type text", "channel_id uuid", "sender_name text")
                    .with("message", Shapes.DM)
                    .check(message);
            assertThat(message.path("sender_name").asString()).isEqualTo("alice");

            JsonNode ack = Shapes.ACK.check(socket.next());
            assertThat(ack.path("ref").toString()).isEqualTo("7");
            JsonNode result = Shape.of(
                            "operation text", "resource_id uuid", "channel_id uuid", "message_id uuid", "timestamp ms")
                    .check(ack.path("result"));
            assertThat(result.path("message_id")).isEqualTo(message.at("/message/id"));
            assertThat(result.path("resource_id")).isEqualTo(message.at("/message/id"));
            assertThat(result.path("timestamp")).isEqualTo(message.at("/message/created_at"));
        }
    }

    @Test
    default void threadsAreReadableWhenTheirEventsArrive() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (HubSocket socket = bob.connect()) {
            String id = alice.openThread("Plan", bob);
            JsonNode created = socket.next();
            Shape.of("type text").with("thread", Shapes.THREAD).check(created);
            assertThat(created.path("type").asString()).isEqualTo("thread_created");
            assertThat(bob.http().get("/api/threads/" + id).status()).isEqualTo(200);
            Shape participant = Shape.of(
                    "type text",
                    "thread_id uuid",
                    "bot_id uuid",
                    "bot_name text",
                    "action text",
                    "by uuid",
                    "label? text|null");
            assertThat(participant.check(socket.next()).path("bot_name").asString())
                    .isEqualTo("alice");
            assertThat(participant.check(socket.next()).path("bot_name").asString())
                    .isEqualTo("bob");

            alice.http().post("/api/threads/" + id + "/messages", Fields.of("content", "@bob go"));
            JsonNode message = socket.next();
            Shape.of("type text", "thread_id uuid")
                    .with("message", Shapes.THREAD_MESSAGE)
                    .check(message);
            assertThat(message.at("/message/mentions/0/bot_id").asString()).isEqualTo(bob.id());

            alice.http().post("/api/threads/" + id + "/artifacts", Fields.of("artifact_key", "k", "content", "c"));
            Shape.of("type text", "thread_id uuid", "action text")
                    .with("artifact", Shapes.ARTIFACT)
                    .check(socket.next());

            alice.http().patch("/api/threads/" + id, Fields.of("status", "resolved"));
            JsonNode updated = socket.next();
            Shape.of("type text", "changes texts").with("thread", Shapes.THREAD).check(updated);
            assertThat(updated.path("changes").toString()).isEqualTo("[\"status\",\"resolved_at\"]");
        }
    }

    @Test
    default void whatIsRefusedIsAnsweredWithItsRef() {
        try (HubSocket socket = hub().org().bot("clumsy").connect()) {
            socket.send(Fields.of("type", "send_dm", "ref", Fields.of("n", 1), "to", "nobody", "content", "hi"));
            JsonNode error = socket.next();
            Shape.of("type text", "message text", "ref any", "code text").check(error);
            assertThat(error.path("ref").toString()).isEqualTo("{\"n\":1}");
            assertThat(error.path("code").asString()).isEqualTo("NOT_FOUND");

            socket.send("this is not JSON");
            assertThat(socket.next().path("type").asString()).isEqualTo("error");
            socket.send("{\"type\":\"dance\",\"ref\":1}");
            socket.send("{\"type\":\"server_pong\",\"ts\":1}");
            socket.send("{\"type\":\"ping\"}");
            assertThat(socket.next().path("type").asString()).isEqualTo("pong");
        }
    }

    private static List<String> types(HubSocket socket, int count) {
        List<String> types = new ArrayList<>();
        while (types.size() < count) {
            types.add(socket.next().path("type").asString());
        }
        return types;
    }
}
