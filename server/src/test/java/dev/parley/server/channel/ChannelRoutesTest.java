package dev.parley.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.server.testing.Api;
import dev.parley.server.testing.FeatureHub;
import dev.parley.server.testing.TestSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class ChannelRoutesTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private FeatureHub hub;
    private TestOrg org;
    private BotSummary ada;
    private BotSummary bob;
    private Api asAda;
    private Api asBob;
    private Api asAdmin;
    private String channel;

    @BeforeEach
    void start() {
        hub = ChannelHub.start(H2.database());
        org = TestOrg.in(H2.database());
        ada = org.bot("ada");
        bob = org.bot("bob");
        asAda = hub.api(org, ada);
        asBob = hub.api(org, bob);
        asAdmin = hub.api(FeatureHub.admin(org.id()));
        channel = say(asAda, "bob", "first").field("channel_id");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private static Api.Answer say(Api sender, String to, String content) {
        return sender.post("/api/send", "to", to, "content", content);
    }

    @Test
    void aChannelShowsItsTwoMembersAndWhoIsOnline() {
        try (TestSocket socket = hub.connect(org, bob)) {
            assertThat(socket.drain()).isEmpty();
            Api.Answer answer = asAda.get("/api/channels/" + channel);

            assertThat(answer.fields()).containsExactly("id", "org_id", "type", "name", "created_at", "members");
            assertThat(answer.field("type")).isEqualTo("direct");
            assertThat(answer.json().get("name").isNull()).isTrue();
            assertThat(answer.json().get("created_at").asLong()).isEqualTo(FeatureHub.START_MILLIS);
            assertThat(answer.json().get("members").toString())
                    .isEqualTo(
                            "[{\"id\":\"%s\",\"name\":\"ada\",\"online\":false},{\"id\":\"%s\",\"name\":\"bob\",\"online\":true}]"
                                    .formatted(ada.id(), bob.id()));
        }
    }

    @Test
    void afterABotIsGoneTheOtherRemainsAndItsMessagesAreOfNobodyKnown() {
        say(asBob, "ada", "bye");
        org.forget(bob.id());

        assertThat(asAda.get("/api/channels/" + channel).json().get("members")).hasSize(1);
        JsonNode last =
                asAda.get("/api/channels/" + channel + "/messages").json().get(1);
        assertThat(last.get("sender_id").asString()).isEqualTo(bob.id().toString());
        assertThat(last.get("sender_name").asString()).isEqualTo("unknown");
    }

    @Test
    void onlyMembersAndTheAdminsOfTheOrganisationMayRead() {
        Api asEve = hub.api(org, org.bot("eve", AuthRole.ADMIN, JoinStatus.ACTIVE));
        TestOrg other = TestOrg.in(H2.database());
        Api asStranger = hub.api(other, other.bot("stranger"));
        Api asForeignAdmin = hub.api(FeatureHub.admin(other.id()));

        for (String path : List.of("/api/channels/", "/api/channels/%s/messages?since=")) {
            String known = path.contains("%s") ? path.formatted(channel) + "0" : path + channel;
            String unknown = path.contains("%s") ? path.formatted(ChannelId.next()) : path + ChannelId.next();
            assertThat(asBob.get(known).status()).isEqualTo(200);
            assertThat(asAdmin.get(known).status()).isEqualTo(200);
            assertThat(hub.api(FeatureHub.owner(org, ada, Scope.READ))
                            .get(known)
                            .status())
                    .isEqualTo(200);
            assertThat(asEve.get(known).outcome()).isEqualTo("403 FORBIDDEN");
            assertThat(asStranger.get(known).outcome()).isEqualTo("403 FORBIDDEN");
            assertThat(asForeignAdmin.get(known).outcome()).isEqualTo("403 FORBIDDEN");
            assertThat(asAda.get(unknown).outcome()).isEqualTo("404 NOT_FOUND");
            assertThat(hub.api(org, ada, Scope.MESSAGE).get(known).outcome()).isEqualTo("403 INSUFFICIENT_SCOPE");
            assertThat(hub.api().get(known).outcome()).isEqualTo("401 AUTH_REQUIRED");
        }
        assertThat(asAda.get("/api/channels/no-uuid").outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void withoutACursorHistoryIsABareArrayOldestFirst() {
        for (int i = 1; i <= 5; i++) {
            hub.clock.advance(Duration.ofMillis(10));
            say(i % 2 == 0 ? asAda : asBob, i % 2 == 0 ? "bob" : "ada", "m" + i);
        }
        long third = FeatureHub.START_MILLIS + 30;

        assertThat(history("")).containsExactly("first", "m1", "m2", "m3", "m4", "m5");
        assertThat(history("?limit=2")).containsExactly("m4", "m5");
        assertThat(history("?before=" + third)).containsExactly("first", "m1", "m2");
        assertThat(history("?before=" + third + "&limit=1")).containsExactly("m2");
        assertThat(history("?since=" + third)).containsExactly("m4", "m5");
        assertThat(history("?since=" + (third - 10) + "&before=" + (third + 10)))
                .containsExactly("m3");
        assertThat(history("?before=&since=" + third)).containsExactly("m4", "m5");
        assertThat(history("?since=" + third + "abc")).containsExactly("m4", "m5");
        assertThat(history("?before=" + third + ".5e0")).containsExactly("first", "m1", "m2");
        assertThat(history("?limit=-5")).containsExactly("m5");
        assertThat(history("?limit=0")).hasSize(6);
        assertThat(history("?before=-1")).isEmpty();
        assertThat(history("?since=99999999999999999999")).isEmpty();
    }

    @Test
    void eachMessageOfTheHistoryNamesItsSender() {
        JsonNode message =
                asBob.get("/api/channels/" + channel + "/messages").json().get(0);
        assertThat(message.propertyNames())
                .containsExactly(
                        "id",
                        "channel_id",
                        "sender_id",
                        "content",
                        "content_type",
                        "parts",
                        "created_at",
                        "sender_name");
        assertThat(message.get("sender_name").asString()).isEqualTo("ada");
    }

    @Test
    void aSinceThatIsNoNumberIsRefused() {
        for (String since : List.of("", "abc", "%20")) {
            assertThat(asAda.get("/api/channels/" + channel + "/messages?since=" + since)
                            .outcome())
                    .isEqualTo("400 VALIDATION_ERROR");
        }
    }

    @Test
    void withAMessageIdHistoryIsPagedNewestFirst() {
        String last = "";
        for (int i = 1; i <= 5; i++) {
            last = say(asAda, "bob", "m" + i).json().at("/message/id").asString();
        }
        String path = "/api/channels/" + channel + "/messages?limit=2&before=";
        Api.Answer first = asAdmin.get(path + last);
        assertThat(first.fields()).containsExactly("messages", "has_more");
        assertThat(contents(first.json().get("messages"))).containsExactly("m4", "m3");
        assertThat(first.json().get("has_more").asBoolean()).isTrue();

        Api.Answer second = asAda.get(path + first.json().at("/messages/1/id").asString());
        assertThat(contents(second.json().get("messages"))).containsExactly("m2", "m1");
        assertThat(second.json().get("has_more").asBoolean()).isTrue();

        Api.Answer third = asAda.get(path + second.json().at("/messages/1/id").asString() + "&since=");
        assertThat(contents(third.json().get("messages"))).containsExactly("first");
        assertThat(third.json().get("has_more").asBoolean()).isFalse();

        Api.Answer end = asAda.get(path + third.json().at("/messages/0/id").asString());
        assertThat(end.text()).isEqualTo("{\"messages\":[],\"has_more\":false}");
    }

    @Test
    void anUnknownCursorStandsForTheNewest() {
        String elsewhere = say(asAda, org.bot("eve").name(), "elsewhere")
                .json()
                .at("/message/id")
                .asString();
        for (String cursor : List.of(ChannelId.next().toString(), "no-id", "12x", elsewhere)) {
            Api.Answer page = asAda.get("/api/channels/" + channel + "/messages?before=" + cursor);
            assertThat(contents(page.json().get("messages"))).containsExactly("first");
            assertThat(page.json().get("has_more").asBoolean()).isFalse();
        }
    }

    @Test
    void aPageHoldsAtMostTwoHundredMessages() {
        for (int i = 0; i < 204; i++) {
            say(asAda, "bob", "m" + i);
        }
        assertThat(history("")).hasSize(50).endsWith("m203");
        assertThat(history("?limit=1000")).hasSize(200).startsWith("m4");
        assertThat(asAda.get("/api/channels/" + channel + "/messages?before=x&limit=1000")
                        .json()
                        .get("messages"))
                .hasSize(200);
    }

    @Test
    void aBotsChannelsComeInTheOrderOfTheirLastMessage() {
        say(asAda, org.bot("eve").name(), "hi");
        hub.clock.advance(Duration.ofSeconds(1));
        say(asBob, "ada", "again");

        Api.Answer answer = asAda.get("/api/bots/ada/channels");
        assertThat(answer.json().get(0).propertyNames())
                .containsExactly("id", "type", "name", "created_at", "last_activity_at", "members");
        assertThat(answer.json().get(0).get("last_activity_at").asLong()).isEqualTo(FeatureHub.START_MILLIS + 1_000);
        assertThat(answer.json().findValuesAsString("id")).startsWith(channel);
        assertThat(answer.json()).hasSize(2).allSatisfy(one -> assertThat(one.get("members"))
                .hasSize(2));
        assertThat(asAdmin.get("/api/bots/" + ada.id() + "/channels").text()).isEqualTo(answer.text());
        assertThat(hub.api(org, org.bot("new")).get("/api/bots/new/channels").text())
                .isEqualTo("[]");
    }

    @Test
    void aBotListsNobodyElsesChannels() {
        Api asEve = hub.api(org, org.bot("eve", AuthRole.ADMIN, JoinStatus.ACTIVE));
        TestOrg other = TestOrg.in(H2.database());

        assertThat(asEve.get("/api/bots/ada/channels").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(asEve.get("/api/bots/nobody/channels").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(hub.api(FeatureHub.admin(other.id()))
                        .get("/api/bots/" + ada.id() + "/channels")
                        .outcome())
                .isEqualTo("404 NOT_FOUND");
        assertThat(hub.api(org, ada, Scope.MESSAGE)
                        .get("/api/bots/ada/channels")
                        .outcome())
                .isEqualTo("403 INSUFFICIENT_SCOPE");
    }

    @Test
    void theInboxHoldsWhatOthersWroteSince() {
        hub.clock.advance(Duration.ofMillis(5));
        say(asBob, "ada", "answer");
        say(hub.api(org, org.bot("eve")), "ada", "另一个");

        Api.Answer answer = asAda.get("/api/inbox?since=0");
        assertThat(contents(answer.json())).containsExactly("answer", "另一个");
        assertThat(answer.json().get(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "channel_id",
                        "sender_id",
                        "content",
                        "content_type",
                        "parts",
                        "created_at",
                        "sender_name",
                        "channel_name");
        assertThat(answer.json().get(0).get("channel_name").isNull()).isTrue();
        assertThat(answer.json().get(1).get("sender_name").asString()).isEqualTo("eve");
        assertThat(contents(asBob.get("/api/inbox?since=0").json())).containsExactly("first");
        assertThat(asAda.get("/api/inbox?since=" + (FeatureHub.START_MILLIS + 5))
                        .text())
                .isEqualTo("[]");
    }

    @Test
    void theInboxNeedsASinceAndABot() {
        assertThat(asAda.get("/api/inbox").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(asAda.get("/api/inbox?since=yesterday").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(asAdmin.get("/api/inbox?since=0").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(hub.api(org, ada, Scope.MESSAGE).get("/api/inbox?since=0").outcome())
                .isEqualTo("403 INSUFFICIENT_SCOPE");
    }

    @Test
    void theInboxIsReadOnByItsLastTime() {
        for (int i = 0; i < 120; i++) {
            hub.clock.advance(Duration.ofMillis(1));
            say(asBob, "ada", "m" + i);
        }
        JsonNode first = asAda.get("/api/inbox?since=0").json();
        assertThat(first).hasSize(100);
        long last = first.get(99).get("created_at").asLong();
        assertThat(contents(asAda.get("/api/inbox?since=" + last).json()))
                .hasSize(20)
                .startsWith("m100")
                .endsWith("m119");
    }

    @Test
    void whatTheProtocolRemovedIsNotThere() {
        assertThat(asAda.get("/api/channels").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(asAda.post("/api/channels").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(asAda.post("/api/channels/" + channel + "/join").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(asAda.delete("/api/channels/" + channel).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(asAda.post("/api/channels/" + channel + "/messages").outcome())
                .isEqualTo("404 NOT_FOUND");
    }

    private List<String> history(String query) {
        JsonNode messages =
                asAda.get("/api/channels/" + channel + "/messages" + query).json();
        assertThat(messages.isArray()).isTrue();
        return contents(messages);
    }

    private static List<String> contents(JsonNode messages) {
        return Stream.of(messages)
                .flatMap(JsonNode::valueStream)
                .map(message -> message.get("content").asString())
                .toList();
    }
}
