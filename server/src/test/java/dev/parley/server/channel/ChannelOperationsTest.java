package dev.parley.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.Scope;
import dev.parley.server.limit.Limits;
import dev.parley.server.testing.FeatureHub;
import dev.parley.server.testing.TestSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class ChannelOperationsTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private FeatureHub hub;
    private TestOrg org;
    private BotSummary ada;
    private BotSummary bob;
    private TestSocket adas;
    private TestSocket bobs;

    @BeforeEach
    void start() {
        hub = ChannelHub.start(H2.database());
        org = TestOrg.in(H2.database());
        ada = org.bot("ada");
        bob = org.bot("bob");
        adas = hub.connect(org, ada);
        bobs = hub.connect(org, bob);
        adas.drain();
    }

    @AfterEach
    void stop() {
        adas.close();
        bobs.close();
        hub.close();
    }

    @Test
    void theFirstMessageIsAnnouncedDeliveredAndAcknowledgedInThisOrder() {
        adas.send("send_dm", "to", "bob", "content", "hi 你好", "ref", 7);

        JsonNode created = adas.next();
        JsonNode message = adas.next();
        JsonNode ack = adas.next();
        assertThat(created.propertyNames()).containsExactly("type", "channel", "members");
        assertThat(created.at("/channel").propertyNames())
                .containsExactly("id", "org_id", "type", "name", "created_at");
        assertThat(created.get("members").toString()).isEqualTo("[\"%s\",\"%s\"]".formatted(ada.id(), bob.id()));
        assertThat(message.propertyNames()).containsExactly("type", "channel_id", "message", "sender_name");
        assertThat(message.get("message").has("sender_name")).isFalse();
        assertThat(message.get("sender_name").asString()).isEqualTo("ada");
        assertThat(ack.get("ref").asInt()).isEqualTo(7);
        assertThat(ack.get("result").toString())
                .isEqualTo(
                        "{\"operation\":\"send_dm\",\"resource_id\":\"%1$s\",\"channel_id\":\"%2$s\",\"message_id\":\"%1$s\",\"timestamp\":%3$d}"
                                .formatted(
                                        message.at("/message/id").asString(),
                                        created.at("/channel/id").asString(),
                                        FeatureHub.START_MILLIS));
        assertThat(bobs.next()).isEqualTo(created);
        assertThat(bobs.next()).isEqualTo(message);
    }

    @Test
    void theOtherDoorMakesTheSameEvents() {
        hub.api(org, bob).post("/api/send", "to", "ada", "content", "hi");

        assertThat(adas.next().get("type").asString()).isEqualTo("channel_created");
        assertThat(adas.next().at("/message/content").asString()).isEqualTo("hi");
    }

    @Test
    void nobodyElseLearnsOfAChannelButTheAdmins() {
        try (TestSocket eves = hub.connect(org, org.bot("eve"));
                TestSocket admins = hub.connect(FeatureHub.admin(org.id()));
                TestSocket strangers =
                        hub.connect(FeatureHub.admin(TestOrg.in(H2.database()).id()))) {
            eves.drain();
            admins.drain();
            String channel = adas.call("send_dm", "to", "bob", "content", "one")
                    .at("/result/channel_id")
                    .asString();
            assertThat(admins.next().at("/channel/id").asString()).isEqualTo(channel);
            admins.send("subscribe", "channel_id", channel);
            admins.drain();
            adas.call("send_dm", "to", "bob", "content", "two");

            assertThat(admins.next().at("/message/content").asString()).isEqualTo("two");
            assertThat(eves.drain()).isEmpty();
            assertThat(strangers.drain()).isEmpty();
        }
    }

    @Test
    void sendsToAChannelByItsId() {
        String channel = channel();
        bobs.drain();
        JsonNode ack = bobs.call("send", "channel_id", channel, "content", "back");

        assertThat(ack.get("result").propertyNames())
                .containsExactly("operation", "resource_id", "channel_id", "message_id", "timestamp");
        assertThat(ack.at("/result/operation").asString()).isEqualTo("send");
        assertThat(ack.at("/result/channel_id").asString()).isEqualTo(channel);
        JsonNode message = adas.await("message");
        assertThat(message.at("/message/content").asString()).isEqualTo("back");
        assertThat(message.at("/message/sender_id").asString())
                .isEqualTo(bob.id().toString());
        assertThat(details())
                .contains("{\"channel_id\":\"%s\",\"to\":\"%s\",\"via\":\"ws\"}".formatted(channel, bob.id()))
                .contains("{\"channel_id\":\"%s\",\"via\":\"ws\"}".formatted(channel));
    }

    @Test
    void sendsToNoChannelOfOthers() {
        String channel = channel();
        TestOrg other = TestOrg.in(H2.database());
        try (TestSocket eves = hub.connect(org, org.bot("eve"));
                TestSocket strangers = hub.connect(other, other.bot("stranger"))) {
            for (TestSocket socket : List.of(eves, strangers)) {
                JsonNode error = socket.call("send", "channel_id", channel, "content", "x");
                assertThat(error.get("message").asString()).contains("Not a member");
            }
        }
        for (Object id : List.of(ChannelId.next().toString(), "no-uuid", 7, List.of())) {
            assertThat(adas.call("send", "channel_id", id, "content", "x")
                            .get("message")
                            .asString())
                    .contains("Not a member");
        }
        assertThat(adas.call("send", "content", "x").get("message").asString()).contains("Not a member");
    }

    @Test
    void checksInTheOrderOfTheContract() {
        String channel = channel();
        String tooLong = "x".repeat(ChannelHub.MAX_LENGTH + 1);

        assertThat(error("send_dm", "content", "x")).contains("to is required");
        assertThat(error("send_dm", "content_type", "x".repeat(129))).contains("to is required");
        assertThat(error("send_dm", "to", "nobody")).contains("content or parts is required");
        assertThat(error("send_dm", "to", "nobody", "content", tooLong)).contains("NOT_FOUND", "Bot not found");
        assertThat(error("send_dm", "to", "ada", "content", tooLong)).contains("Cannot send to yourself");
        assertThat(error("send_dm", "to", "bob", "content", tooLong)).contains("at most 65536");
        assertThat(error("send", "channel_id", channel)).contains("content or parts is required");
        assertThat(error("send", "channel_id", channel, "content", tooLong)).contains("at most 65536");
        assertThat(error("send", "channel_id", channel, "parts", List.of(1))).contains("parts[0]");
    }

    @Test
    void objectsBecomeTextAndOtherContentIsRefused() {
        assertThat(contentOf("send_dm", "to", "bob", "content", Map.of("text", "hi")))
                .isEqualTo("hi");
        assertThat(contentOf("send_dm", "to", "bob", "content", Map.of("a", 1))).isEqualTo("{\"a\":1}");
        assertThat(contentOf("send_dm", "to", "bob", "parts", List.of(Map.of("type", "link", "url", "/x"))))
                .isEqualTo("[link]");
        for (Object content : List.of(7, List.of(), "", true)) {
            assertThat(error("send_dm", "to", "bob", "content", content)).contains("content");
        }
        assertThat(error("send_dm", "to", "bob", "content", "", "parts", List.of()))
                .contains("content or parts is required");
    }

    @Test
    void sendTakesPartsForAnEmptyContentAndIgnoresWhatIsNoArray() {
        String channel = channel();
        assertThat(contentOf("send", "channel_id", channel, "content", "", "parts", List.of()))
                .isEqualTo("[]");
        assertThat(contentOf("send", "channel_id", channel, "content", "x", "parts", "no array"))
                .isEqualTo("x");
    }

    @Test
    void anOwnersSessionMayNotSend() {
        String channel = channel();
        try (TestSocket owners = hub.connect(FeatureHub.owner(org, ada))) {
            for (JsonNode error : List.of(
                    owners.call("send_dm", "to", "bob", "content", "x"),
                    owners.call("send", "channel_id", channel, "content", "x"))) {
                assertThat(error.get("code").asString()).isEqualTo("DM_SEND_BLOCKED");
            }
        }
    }

    @Test
    void needsTheScopeMessage() {
        try (TestSocket readers = hub.connect(org, ada, Scope.READ)) {
            assertThat(readers.call("send_dm", "to", "bob", "content", "x")
                            .get("code")
                            .asString())
                    .isEqualTo("INSUFFICIENT_SCOPE");
            assertThat(readers.call("send").get("code").asString()).isEqualTo("INSUFFICIENT_SCOPE");
        }
    }

    @Test
    void bothDoorsShareOneLimitAndStrangersToAChannelUseUpNothing() {
        String channel = channel();
        hub.limits = new Limits(2, 1);
        assertThat(error("send", "channel_id", "none", "content", "x")).contains("Not a member");
        assertThat(hub.api(org, ada).post("/api/send").status()).isEqualTo(400);

        JsonNode refused = adas.call("send", "channel_id", channel, "content", "");
        assertThat(refused.get("code").asString()).isEqualTo("RATE_LIMITED");
        assertThat(refused.get("retry_after").asInt()).isEqualTo(60);
        assertThat(adas.call("send_dm").get("code").asString()).isEqualTo("RATE_LIMITED");
        assertThat(hub.api(org, ada).post("/api/send").outcome()).isEqualTo("429 RATE_LIMITED");
    }

    @Test
    void framesPipelinedOnOneSocketAreAllDeliveredInOrder() {
        for (int i = 0; i < 200; i++) {
            adas.send("send_dm", "to", "bob", "content", "m" + i, "ref", "r" + i);
        }
        assertThat(bobs.next().get("type").asString()).isEqualTo("channel_created");
        for (int i = 0; i < 200; i++) {
            assertThat(bobs.next().at("/message/content").asString()).isEqualTo("m" + i);
            assertThat(adas.await("ack").get("ref").asString()).isEqualTo("r" + i);
        }
    }

    @Test
    void aBotWithTwoSocketsHearsOnBoth() {
        try (TestSocket second = hub.connect(org, ada);
                TestSocket owners = hub.connect(FeatureHub.owner(org, ada, Scope.READ))) {
            bobs.call("send_dm", "to", "ada", "content", "hi");
            for (TestSocket socket : List.of(adas, second, owners)) {
                assertThat(socket.await("message").at("/message/content").asString())
                        .isEqualTo("hi");
            }
        }
    }

    private String channel() {
        return adas.call("send_dm", "to", "bob", "content", "first")
                .at("/result/channel_id")
                .asString();
    }

    private String error(String type, Object... namesAndValues) {
        JsonNode frame = adas.call(type, namesAndValues);
        assertThat(frame.get("type").asString()).as("%s", frame).isEqualTo("error");
        return frame.path("code").asString("") + " " + frame.get("message").asString();
    }

    private String contentOf(String type, Object... namesAndValues) {
        bobs.drain();
        JsonNode ack = adas.call(type, namesAndValues);
        assertThat(ack.get("type").asString()).as("%s", ack).isEqualTo("ack");
        return bobs.await("message").at("/message/content").asString();
    }

    private List<String> details() {
        return H2.database()
                .list(
                        "SELECT detail FROM audit_messages WHERE org_id = $1 LIMIT 99",
                        row -> row.string("detail"),
                        org.id().value())
                .block();
    }
}
