package dev.parley.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import dev.parley.protocol.Scope;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import dev.parley.server.testing.TestStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A stream of server-sent events is told what a WebSocket is, and goes on where it was. */
interface EventStreamContract {

    TestHub hub();

    private TestStream open(TestBot bot, String query) {
        return TestStream.open(hub(), bot, query, null);
    }

    @Test
    default void beginsWithWhenToComeBackAndWithWhereItIs() {
        TestBot bob = hub().org().bot("bob");
        try (TestStream stream = open(bob, "")) {
            assertThat(stream.response().statusCode()).isEqualTo(200);
            assertThat(stream.response().headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(stream.response().headers().firstValue("X-Accel-Buffering"))
                    .hasValue("no");
            assertThat(stream.response().headers().firstValue("Cache-Control")).hasValue("no-cache, no-transform");
            TestStream.Event retry = stream.next();
            assertThat(retry.type()).isEqualTo("retry");
            assertThat(Integer.parseInt(retry.data())).isBetween(1_000, 5_000);
            TestStream.Event resume = stream.next();
            assertThat(resume.type()).isEqualTo("resume");
            assertThat(resume.json().path("outcome").asString()).isEqualTo("live");
            assertThat(resume.id())
                    .isEqualTo(resume.json().path("epoch").asString() + ":"
                            + resume.json().path("position").asLong());
        }
    }

    @Test
    default void tellsWhatAWebSocketIsTold() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (HubSocket socket = bob.http().resume("since=latest");
                TestStream stream = open(bob, "")) {
            socket.next("resume");
            String epoch = stream.next("resume").json().path("epoch").asString();
            alice.sendTo(bob, "line one\nline two \u00e9\ud83d\ude00");
            for (String type : List.of("channel_created", "message")) {
                JsonNode frame = socket.next(type);
                TestStream.Event event = stream.next(type);
                assertThat(event.json()).isEqualTo(frame);
                assertThat(event.id())
                        .isEqualTo(epoch + ":" + frame.path("position").asLong());
            }
        }
    }

    @Test
    default void goesOnAfterTheLastEvent() {
        TestOrg org = hub().org().unlimited();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        String last;
        try (TestStream stream = open(bob, "")) {
            stream.next("resume");
            alice.sendTo(bob, "one");
            last = stream.next("message").id();
        }
        IntStream.range(0, 30).forEach(i -> alice.sendTo(bob, "missed " + i));
        try (TestStream stream = TestStream.open(hub(), bob, "?since=latest", last)) {
            JsonNode resume = stream.next("resume").json();
            assertThat(resume.path("outcome").asString()).isEqualTo("replay");
            assertThat(resume.path("count").asInt()).isEqualTo(30);
            assertThat(Stream.generate(() -> stream.next("message")).limit(30))
                    .extracting(event -> event.json().at("/message/content").asString())
                    .isEqualTo(
                            IntStream.range(0, 30).mapToObj(i -> "missed " + i).toList());
            alice.sendTo(bob, "live");
            assertThat(stream.next("message").json().at("/message/content").asString())
                    .isEqualTo("live");
        }
    }

    /** What a client has that was cut off before its first event must not be beyond what it missed. */
    @Test
    default void theFirstEventIsNoFartherThanWhereTheStreamBegan() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        alice.sendTo(bob, "one");
        try (TestStream stream = open(bob, "?since=0")) {
            assertThat(stream.next("resume").id()).endsWith(":0");
        }
    }

    @Test
    default void presenceHasNoId() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (TestStream stream = open(bob, "")) {
            stream.next("resume");
            try (HubSocket socket = alice.connect()) {
                TestStream.Event online = stream.next("bot_online");
                assertThat(online.id()).isNull();
                assertThat(online.json().at("/bot/id").asString()).isEqualTo(alice.id());
                socket.send(Fields.of("type", "ping"));
                socket.next("pong");
            }
            stream.next("bot_offline");
        }
    }

    @Test
    default void aBotThatListensIsOnline() {
        TestOrg org = hub().org();
        TestBot bob = org.bot("bob");
        try (HubSocket watcher = org.admin().connect()) {
            watcher.send(Fields.of("type", "ping"));
            watcher.next("pong");
            try (TestStream stream = open(bob, "")) {
                assertThat(watcher.next("bot_online").at("/bot/id").asString()).isEqualTo(bob.id());
                stream.next("resume");
            }
            assertThat(watcher.next("bot_offline").at("/bot/id").asString()).isEqualTo(bob.id());
        }
    }

    @Test
    default void aRevokedTokenEndsTheStreamAndSaysWhy() {
        TestOrg org = hub().org();
        TestBot bob = org.bot("bob");
        String token = hub().scopedToken(bob, Scope.READ);
        TestBot reader = new TestBot(bob.id(), bob.name(), token, hub().client().withToken(token));
        try (TestStream stream = open(reader, "")) {
            stream.next("resume");
            String id =
                    bob.http().get("/api/me/tokens").json().path(0).path("id").asString();
            bob.http().delete("/api/me/tokens/" + id);
            JsonNode close = stream.next("close").json();
            assertThat(close.path("code").asInt()).isEqualTo(4001);
            assertThat(close.path("reason").asString()).contains("token");
            stream.ended();
        }
    }

    @Test
    default void whatIsNoCursorIsRefused() {
        TestBot bob = hub().org().bot("bob");
        Stream.of("?since=", "?since=-1", "?since=yesterday", "?since=1&epoch=" + "x".repeat(33))
                .forEach(query -> assertThat(
                                bob.http().get("/api/events/stream" + query).code())
                        .as(query)
                        .isEqualTo("VALIDATION_ERROR"));
        Stream.of("12", ":12", "abc:x", "abc:-1").forEach(id -> {
            Answer answer = bob.http().with("Last-Event-ID", id).get("/api/events/stream");
            assertThat(answer.code()).as(id).isEqualTo("VALIDATION_ERROR");
        });
    }

    @Test
    default void aHeadRequestIsAnsweredAtOnce() {
        TestBot bob = hub().org().bot("bob");
        assertThat(bob.http().call("HEAD", "/api/events/stream").status()).isEqualTo(200);
    }

    @Test
    default void aSecondRequestOnTheConnectionIsNeverAnsweredWithEvents() {
        TestBot bob = hub().org().bot("bob");
        Answer start = bob.http().get("/api/events/stream");
        assertThat(start.body()).startsWith("retry: ");
        assertThat(Json.parse(bob.http().get("/api/me").body())).isPresent();
    }
}
