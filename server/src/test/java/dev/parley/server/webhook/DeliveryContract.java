package dev.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.webhook.WebhookSecret;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What happens on a hub is posted to webhooks as the contract has it, over real sockets. */
interface DeliveryContract {

    String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    TestHub hub();

    @Test
    default void theFramesAreThoseOfAWebSocketButTheBotsOwn() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (Receiver receiver = new Receiver();
                HubSocket socket = bob.http().resume("since=latest")) {
            socket.next();
            subscribe(bob, receiver, Map.of());
            String thread = alice.openThread("plans", bob);
            say(bob, thread, "mine");
            say(alice, thread, "größer ✓");
            for (TestBot bot : List.of(alice, bob)) {
                bot.http()
                        .post(
                                "/api/threads/" + thread + "/artifacts",
                                Fields.of("artifact_key", "of-" + bot.name(), "content", "x"));
            }
            bob.http().patch("/api/threads/" + thread, Fields.of("topic", "other plans"));
            bob.sendTo(alice, "a message of mine");
            alice.sendTo(bob, "the last");

            List<JsonNode> expected = Stream.of(
                            "thread_created",
                            "thread_participant",
                            "thread_participant",
                            "thread_message",
                            "thread_message",
                            "thread_artifact",
                            "thread_artifact",
                            "thread_updated",
                            "message",
                            "message")
                    .map(socket::next)
                    .filter(frame -> !isOwn(frame, bob))
                    .toList();
            assertThat(expected).hasSize(7);
            for (JsonNode frame : expected) {
                JsonNode posted = receiver.next().json();
                assertThat(posted.propertyNames()).startsWith("webhook_version", "type");
                assertThat(((ObjectNode) posted).remove("webhook_version").asString())
                        .isEqualTo("1");
                assertThat(posted).isEqualTo(frame);
            }
        }
    }

    private static boolean isOwn(JsonNode frame, TestBot bot) {
        return Stream.of(
                        frame.at("/message/sender_id").asString(""),
                        frame.at("/artifact/contributor_id").asString(""))
                .anyMatch(bot.id()::equals);
    }

    @Test
    default void aDeliveryIsSignedTwiceAndHasItsOwnId() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (Receiver receiver = new Receiver()) {
            subscribe(bob, receiver, Map.of("secret", SECRET));
            alice.sendTo(bob, "one");
            alice.sendTo(bob, "two");

            Receiver.Received one = receiver.next();
            Receiver.Received two = receiver.next();
            byte[] body = one.body().getBytes(StandardCharsets.UTF_8);
            WebhookSecret secret = new WebhookSecret(SECRET);
            assertThat(one.header("Authorization")).isEqualTo("Bearer " + SECRET);
            assertThat(one.header("X-Hub-Signature-256"))
                    .isEqualTo(secret.hubSignature(Long.parseLong(one.header("X-Hub-Timestamp")), body));
            assertThat(one.header("webhook-signature"))
                    .isEqualTo(secret.standardSignature(
                            one.header("webhook-id"), Long.parseLong(one.header("webhook-timestamp")), body));
            assertThat(one.header("webhook-id"))
                    .endsWith("_" + one.json().path("position").asLong() + "_" + bob.id())
                    .isNotEqualTo(two.header("webhook-id"));
            assertThat(one.header("User-Agent")).startsWith("parley/");
        }
    }

    @Test
    default void onlyTheTypesThatTheBotWantsArePosted() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (Receiver receiver = new Receiver()) {
            subscribe(bob, receiver, Map.of("event_types", List.of("message", "thread_created")));
            say(alice, alice.openThread("plans", bob), "not this");
            alice.sendTo(bob, "but this");

            assertThat(receiver.next().json().path("type").asString()).isEqualTo("thread_created");
            assertThat(receiver.next().json().at("/message/content").asString()).isEqualTo("but this");
        }
    }

    @Test
    default void adminBotsAreToldWhoWantsToComeIn() {
        TestOrg org = hub().org();
        TestBot admin = org.adminBot("admin");
        TestBot member = org.bot("member");
        org.admin().patch("/api/org/settings", Fields.of("join_approval_required", true));
        try (Receiver admins = new Receiver();
                Receiver members = new Receiver()) {
            subscribe(admin, admins, Map.of());
            subscribe(member, members, Map.of());
            hub().client()
                    .post(
                            "/api/auth/register",
                            Fields.of("org_id", org.id(), "ticket", org.ticket(), "name", "newcomer"));
            admin.sendTo(member, "hello");

            assertThat(admins.next().json().at("/bot/name").asString()).isEqualTo("newcomer");
            assertThat(members.next().json().path("type").asString()).isEqualTo("message");
        }
    }

    @Test
    default void aWebhookThatWasGivenAtRegistrationWorksAtOnce() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        try (Receiver receiver = new Receiver()) {
            Answer registered = hub().client()
                    .post(
                            "/api/auth/register",
                            Fields.of(
                                    "org_id", org.id(),
                                    "ticket", org.ticket(),
                                    "name", "bob",
                                    "webhook_url", receiver.url("/"),
                                    "webhook_secret", "s3cret"));
            alice.http()
                    .post(
                            "/api/send",
                            Fields.of("to", registered.json().path("bot_id").asString(), "content", "welcome"));

            Receiver.Received request = receiver.next();
            assertThat(request.json().at("/message/content").asString()).isEqualTo("welcome");
            assertThat(request.header("Authorization")).isEqualTo("Bearer s3cret");
        }
    }

    @Test
    default void whatFailsIsTriedAgainBeforeAnythingElseIsPosted() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (Receiver receiver = new Receiver()) {
            receiver.answerStatus(503);
            subscribe(bob, receiver, Map.of("secret", SECRET));
            alice.sendTo(bob, "one");
            alice.sendTo(bob, "two");
            Receiver.Received failed = receiver.next();
            receiver.answerOk();

            Receiver.Received again = receiver.next();
            assertThat(again.body()).isEqualTo(failed.body());
            assertThat(again.header("webhook-id")).isEqualTo(failed.header("webhook-id"));
            assertThat(again.header("X-Hub-Timestamp")).isGreaterThan(failed.header("X-Hub-Timestamp"));
            assertThat(receiver.next().json().at("/message/content").asString()).isEqualTo("two");
            assertThat(Eventually.get(() -> health(alice, "bob"), health -> health.path("healthy")
                                    .asBoolean())
                            .path("last_failure")
                            .isNumber())
                    .isTrue();
        }
    }

    @Test
    default void whenTheBotConnectsWhatWaitsIsTriedAtOnce() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (Receiver receiver = new Receiver()) {
            receiver.answer((request, response) ->
                    response.status(503).header("Retry-After", "3600").send());
            subscribe(bob, receiver, Map.of());
            alice.sendTo(bob, "one");
            receiver.next();
            Eventually.get(() -> health(alice, "bob"), health -> health.path("last_failure")
                    .isNumber());
            receiver.answerOk();

            try (HubSocket socket = bob.connect()) {
                assertThat(receiver.next().json().at("/message/content").asString())
                        .isEqualTo("one");
                socket.send(Fields.of("type", "ping"));
                assertThat(socket.next("pong").isObject()).isTrue();
            }
        }
    }

    @Test
    default void whatIsRefusedIsGivenUpAtOnceAndHoldsNothingUp() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (Receiver receiver = new Receiver()) {
            receiver.answer((request, response) -> request.body().contains("refuse me")
                    ? response.status(400).sendString(Mono.just("no sender_name"))
                    : Receiver.ok(response));
            subscribe(bob, receiver, Map.of());
            alice.sendTo(bob, "refuse me");
            alice.sendTo(bob, "take me");

            assertThat(receiver.next().body()).contains("refuse me");
            assertThat(receiver.next().body()).contains("take me");
            JsonNode letters = Eventually.get(
                    () -> bob.http().get("/api/me/webhook/dead-letters").json(),
                    found -> !found.path("dead_letters").isEmpty());
            assertThat(letters.at("/dead_letters/0/type").asString()).isEqualTo("message");
            assertThat(letters.at("/dead_letters/0/error").asString()).isEqualTo("HTTP 400: no sender_name");
            assertThat(health(alice, "bob").path("consecutive_failures").asInt())
                    .isZero();
        }
    }

    @Test
    default void aRemovedWebhookGetsNothingMore() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (Receiver receiver = new Receiver();
                Receiver other = new Receiver()) {
            subscribe(bob, receiver, Map.of());
            alice.sendTo(bob, "one");
            receiver.next();
            assertThat(bob.http().delete("/api/me/webhook").status()).isEqualTo(200);
            alice.sendTo(bob, "two");
            subscribe(bob, other, Map.of());
            alice.sendTo(bob, "three");

            assertThat(other.next().body()).contains("three");
            assertThat(receiver.all()).hasSize(1);
        }
    }

    @Test
    default void whatASuspendedOrganisationMissedComesAfterwards() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (Receiver receiver = new Receiver()) {
            receiver.answerStatus(503);
            subscribe(bob, receiver, Map.of());
            alice.sendTo(bob, "before");
            receiver.next();
            status(org, "suspended");
            receiver.answerOk();
            status(org, "active");
            alice.sendTo(bob, "after");

            List<String> contents = new ArrayList<>();
            while (!contents.contains("after")) {
                contents.add(receiver.next().json().at("/message/content").asString());
            }
            assertThat(contents).endsWith("before", "after");
        }
    }

    private void status(TestOrg org, String status) {
        assertThat(hub().operator()
                        .patch("/api/orgs/" + org.id(), Fields.of("status", status))
                        .status())
                .isEqualTo(200);
    }

    private static void subscribe(TestBot bot, Receiver receiver, Map<String, ?> more) {
        Map<String, Object> body = Fields.of("url", receiver.url("/hook"));
        body.putAll(more);
        Answer answer = bot.http().call("PUT", "/api/me/webhook", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private static void say(TestBot bot, String thread, String content) {
        bot.http().post("/api/threads/" + thread + "/messages", Fields.of("content", content));
    }

    private static JsonNode health(TestBot asker, String bot) {
        return asker.http().get("/api/bots/" + bot + "/webhook/health").json();
    }
}
