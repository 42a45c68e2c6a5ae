package dev.parley.server.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Ids;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import dev.parley.server.webhook.Receiver;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A trace goes from a client through the hub to everybody who is told, over real sockets. */
interface TracingContract {

    String PARENT = "00f067aa0ba902b7";

    TestHub hub();

    Collector collector();

    static String newTrace() {
        return Ids.next().toString().replace("-", "");
    }

    static String header(String trace) {
        return "00-" + trace + "-" + PARENT + "-01";
    }

    private static void send(TestBot from, TestBot to, String traceparent, String content) {
        Answer answer = from.http()
                .with("traceparent", traceparent)
                .with("tracestate", "rojo=1")
                .post("/api/send", Fields.of("to", to.name(), "content", content));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private static void subscribe(TestBot bot, Receiver receiver) {
        Answer answer = bot.http().put("/api/me/webhook", Fields.of("url", receiver.url("/hook")));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    @Test
    default void aTraceGoesFromARequestThroughTheJournalToAWebhook() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        String trace = newTrace();
        alice.sendTo(bob, "the channel is made of this");
        try (Receiver receiver = new Receiver()) {
            subscribe(bob, receiver);
            send(alice, bob, header(trace), "this is nobody's business");

            Receiver.Received posted = receiver.next();
            Map<String, Collector.Told> spans = collector()
                    .await(trace, "POST /api/send", "lane wait", "lane commit", "fanout message", "POST webhook")
                    .stream()
                    .collect(Collectors.toMap(Collector.Told::name, Function.identity()));
            Collector.Told request = spans.get("POST /api/send");
            Collector.Told commit = spans.get("lane commit");
            Collector.Told webhook = spans.get("POST webhook");
            assertThat(request.parent()).isEqualTo(PARENT);
            assertThat(request.span().path("traceState").asString()).isEqualTo("rojo=1");
            assertThat(request.attributes())
                    .containsEntry("http.route", "/api/send")
                    .containsEntry("http.response.status_code", "200");
            assertThat(commit.parent()).isEqualTo(request.id());
            assertThat(spans.get("lane wait").parent()).isEqualTo(request.id());
            assertThat(spans.get("fanout message").parent()).isEqualTo(commit.id());
            assertThat(webhook.parent()).isEqualTo(commit.id());
            assertThat(webhook.attributes()).containsEntry("http.response.status_code", "200");
            assertThat(posted.header("traceparent")).isEqualTo("00-" + trace + "-" + webhook.id() + "-01");
            assertThat(posted.header("tracestate")).isNull();
            assertThat(spans.values()).noneMatch(Collector.Told::hasFailed);
            assertThat(collector().receiver().all().toString())
                    .doesNotContain("nobody's business", "alice", "bob", alice.id(), alice.token(), org.id());
        }
    }

    @Test
    default void aTraceGoesFromAFrameToThoseWhoResume() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        String trace = newTrace();
        alice.sendTo(bob, "the channel is made of this");
        try (HubSocket plain = bob.connect();
                HubSocket resuming = bob.http().resume("since=latest");
                HubSocket sender = alice.connect()) {
            resuming.next("resume");
            sender.send(
                    Fields.of("type", "send_dm", "to", "bob", "content", "hi", "ref", 1, "traceparent", header(trace)));
            sender.next("ack");

            List<Collector.Told> spans =
                    collector().await(trace, "WS send_dm", "lane wait", "lane commit", "fanout message");
            String commit = spans.stream()
                    .filter(told -> told.name().equals("lane commit"))
                    .findFirst()
                    .orElseThrow()
                    .id();
            JsonNode live = resuming.next("message");
            assertThat(live.path("traceparent").asString()).isEqualTo("00-" + trace + "-" + commit + "-01");
            assertThat(plain.next("message").propertyNames()).doesNotContain("traceparent", "position");
            long before = live.path("position").asLong() - 1;
            try (HubSocket again = bob.http().resume("since=" + before)) {
                assertThat(again.next("message")).isEqualTo(live);
            }
            assertThat(bob.http().get("/api/events?since=" + before).json().at("/events/0"))
                    .isEqualTo(live);
        }
    }

    @Test
    default void whatAClientDoesNotRecordIsPassedOnAndNotRecorded() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        alice.sendTo(bob, "the channel is made of this");
        String quiet = "00-" + newTrace() + "-" + PARENT + "-00";
        try (Receiver receiver = new Receiver()) {
            subscribe(bob, receiver);
            send(alice, bob, quiet, "one");
            assertThat(receiver.next().header("traceparent")).isEqualTo(quiet);

            String trace = newTrace();
            send(alice, bob, header(trace), "two");
            collector().await(trace, "POST /api/send", "lane wait", "lane commit", "fanout message", "POST webhook");
            assertThat(collector().of(quiet.substring(3, 35))).isEmpty();
        }
    }

    @Test
    default void whatIsNoTraceBeginsAnotherAndDoesNoHarm() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        String trace = newTrace();
        alice.sendTo(bob, "the channel is made of this");
        try (Receiver receiver = new Receiver();
                HubSocket sender = alice.connect()) {
            subscribe(bob, receiver);
            for (String hostile : List.of("x", header(trace).toUpperCase(Locale.ROOT), "00-" + "0".repeat(300))) {
                send(alice, bob, hostile, "one");
                assertThat(receiver.next().header("traceparent"))
                        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
                        .doesNotContain(trace);
            }
            for (Object hostile : List.of(1, List.of(header(trace)), Map.of("a", "b"), "\u0000", false)) {
                sender.send(
                        Fields.of("type", "send_dm", "to", "bob", "content", "hi", "ref", 1, "traceparent", hostile));
                sender.next("ack");
                assertThat(receiver.next().header("traceparent")).doesNotContain(trace);
            }
        }
    }

    @Test
    default void aRepeatMayComeInAnotherTrace() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        org.bot("bob");
        try (HubSocket socket = alice.connect()) {
            for (int i = 0; i < 2; i++) {
                socket.send(Fields.of(
                        "type", "send_dm",
                        "to", "bob",
                        "content", "hi",
                        "ref", i + 1,
                        "idempotency_key", "k",
                        "traceparent", header(newTrace())));
            }
            assertThat(socket.next("ack").path("result"))
                    .isEqualTo(socket.next("ack").path("result"));
        }
    }

    @Test
    default void aRefusalIsTold() {
        TestBot alice = hub().org().bot("alice");
        String http = newTrace();
        String frame = newTrace();
        assertThat(alice.http()
                        .with("traceparent", header(http))
                        .get("/api/threads/" + Ids.next())
                        .status())
                .isEqualTo(404);
        try (HubSocket socket = alice.connect()) {
            socket.send(Fields.of("type", "send_dm", "to", "nobody", "content", "hi", "traceparent", header(frame)));
            socket.next("error");
        }
        Collector.Told request =
                collector().await(http, "GET /api/threads/{id}").get(0);
        assertThat(request.attributes()).containsEntry("http.response.status_code", "404");
        assertThat(request.hasFailed()).isFalse();
        assertThat(collector().await(frame, "WS send_dm", "lane wait", "lane commit"))
                .filteredOn(told -> told.name().startsWith("WS"))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.attributes()).containsEntry("error.type", "NOT_FOUND");
                    assertThat(told.hasFailed()).isFalse();
                });
    }
}
