package dev.parley.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.server.limit.Limits;
import dev.parley.server.testing.Api;
import dev.parley.server.testing.FeatureHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SendRoutesTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private FeatureHub hub;
    private TestOrg org;
    private BotSummary ada;
    private BotSummary bob;
    private Api asAda;

    @BeforeEach
    void start() {
        hub = ChannelHub.start(H2.database());
        org = TestOrg.in(H2.database());
        ada = org.bot("ada");
        bob = org.bot("bob");
        asAda = hub.api(org, ada);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aMessageIsAnsweredWithItsChannelAndWithoutTheSendersName() {
        Api.Answer answer = asAda.post("/api/send", "to", "bob", "content", "hi");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.fields()).containsExactly("channel_id", "message");
        assertThat(answer.json().get("message").propertyNames())
                .containsExactly("id", "channel_id", "sender_id", "content", "content_type", "parts", "created_at");
        assertThat(answer.json().at("/message/sender_id").asString())
                .isEqualTo(ada.id().toString());
        assertThat(answer.json().at("/message/content_type").asString()).isEqualTo("text");
        assertThat(answer.json().at("/message/parts").toString()).isEqualTo("[{\"type\":\"text\",\"content\":\"hi\"}]");
        assertThat(answer.json().at("/message/created_at").asLong()).isEqualTo(FeatureHub.START_MILLIS);
    }

    @Test
    void aPairHasOneChannelWhoeverWritesAndHoweverTheOtherIsNamed() {
        String byName = asAda.post("/api/send", "to", "bob", "content", "hi").field("channel_id");
        String byId = asAda.post("/api/send", "to", bob.id().toString(), "content", "hi")
                .field("channel_id");
        String back = hub.api(org, bob)
                .post("/api/send", "to", "ada", "content", "hi")
                .field("channel_id");

        assertThat(List.of(byId, back)).containsOnly(byName);
    }

    @Test
    void fiftyFirstMessagesAtOnceMakeOneChannel() {
        Api asBob = hub.api(org, bob);
        Map<String, Long> channels = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> i % 2 == 0
                        ? asAda.post("/api/send", "to", "bob", "content", "m" + i)
                        : asBob.post("/api/send", "to", "ada", "content", "m" + i))
                .collect(Collectors.groupingBy(answer -> answer.field("channel_id"), Collectors.counting()));

        assertThat(channels).hasSize(1).containsValue(50L);
        assertThat(hub.entries)
                .filteredOn(entry -> entry.type().equals("channel_created"))
                .hasSize(1);
        assertThat(asAda.get("/api/bots/ada/channels").json()).hasSize(1);
        assertThat(hub.entries.get(0).type()).isEqualTo("channel_created");
    }

    @Test
    void checksInTheOrderOfTheContract() {
        String tooLong = "x".repeat(ChannelHub.MAX_LENGTH + 1);
        assertThat(asAda.post("/api/send", "content_type", "x".repeat(129), "parts", 1)
                        .text())
                .contains("content_type");
        assertThat(asAda.post("/api/send", "parts", 1).text()).contains("parts must be an array");
        assertThat(asAda.post("/api/send", "to", "nobody").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(asAda.post("/api/send", "content", "hi").text()).contains("to is required");
        assertThat(asAda.post("/api/send", "to", "nobody", "content", tooLong).outcome())
                .isEqualTo("404 NOT_FOUND");
        assertThat(asAda.post("/api/send", "to", "ada", "content", tooLong).text())
                .contains("Cannot send to yourself");
        assertThat(asAda.post("/api/send", "to", "bob", "content", tooLong).text())
                .contains("at most 65536");
        assertThat(hub.entries).isEmpty();
    }

    @Test
    void refusesContentThatIsNoString() {
        for (String content : List.of("{\"text\":\"x\"}", "7", "[]", "true", "\"\"", "null")) {
            assertThat(asAda.postText("/api/send", "{\"to\":\"bob\",\"content\":" + content + "}")
                            .outcome())
                    .as(content)
                    .isEqualTo("400 VALIDATION_ERROR");
        }
        assertThat(asAda.postText("/api/send", "{\"to\":\"bob\",\"content\":\"\",\"parts\":[]}")
                        .text())
                .contains("content or parts is required");
        assertThat(asAda.postText("/api/send", "{\"to\":\"bob\",\"content\":\"x\",\"parts\":null}")
                        .outcome())
                .isEqualTo("400 VALIDATION_ERROR");
        assertThat(asAda.post("/api/send", "to", 7, "content", "x").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(asAda.post("/api/send").outcome()).isEqualTo("400 VALIDATION_ERROR");
    }

    @Test
    void keepsPartsAsTheyWereSentAndDerivesTheContent() {
        String parts = "[{\"type\":\"image\",\"url\":\"/api/files/1\",\"extra\":[1.50,null]},"
                + "{\"type\":\"json\",\"content\":{\"a\":{}}},{\"type\":\"markdown\",\"content\":\"**hi** 你好\"}]";
        Api.Answer answer = asAda.postText("/api/send", "{\"to\":\"bob\",\"parts\":" + parts + "}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/message/content").asString()).isEqualTo("**hi** 你好");
        String stored = asAda.get("/api/channels/" + answer.field("channel_id") + "/messages")
                .text();
        assertThat(stored).contains("\"extra\":[1.5").contains("{\"a\":{}}").contains("**hi** 你好");
    }

    @Test
    void acceptsExactlyTheLongestContentWhateverItsScript() {
        for (String character : List.of("x", "看", "🙂")) {
            String content = character.repeat(ChannelHub.MAX_LENGTH / character.length());
            Api.Answer answer = asAda.post("/api/send", "to", "bob", "content", content);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().at("/message/content").asString()).isEqualTo(content);
            assertThat(asAda.post("/api/send", "to", "bob", "content", content + "x")
                            .outcome())
                    .isEqualTo("400 VALIDATION_ERROR");
        }
    }

    @Test
    void sendsToBotsThatWaitForApprovalAndToNobodyOfAnotherOrganisation() {
        org.bot("waiting", AuthRole.MEMBER, JoinStatus.PENDING);
        org.bot("refused", AuthRole.MEMBER, JoinStatus.REJECTED);
        BotSummary stranger = TestOrg.in(H2.database()).bot("stranger");

        assertThat(asAda.post("/api/send", "to", "waiting", "content", "hi").status())
                .isEqualTo(200);
        assertThat(asAda.post("/api/send", "to", "refused", "content", "hi").status())
                .isEqualTo(200);
        assertThat(asAda.post("/api/send", "to", "stranger", "content", "hi").outcome())
                .isEqualTo("404 NOT_FOUND");
        assertThat(asAda.post("/api/send", "to", stranger.id().toString(), "content", "hi")
                        .outcome())
                .isEqualTo("404 NOT_FOUND");
        assertThat(asAda.post("/api/send", "to", BotId.next().toString(), "content", "hi")
                        .text())
                .contains("Bot not found");
    }

    @Test
    void anIdWinsOverANameThatLooksLikeOne() {
        BotSummary imposter = org.bot(bob.id().toString());
        Api.Answer answer = asAda.post("/api/send", "to", bob.id().toString(), "content", "hi");

        assertThat(asAda.get("/api/channels/" + answer.field("channel_id")).text())
                .contains("\"name\":\"bob\"")
                .doesNotContain(imposter.id().toString());
    }

    @Test
    void anOwnersSessionMayNotSendAndUsesUpNothing() {
        hub.limits = new Limits(1, 1);
        Api asOwner = hub.api(FeatureHub.owner(org, ada));
        for (int i = 0; i < 3; i++) {
            assertThat(asOwner.post("/api/send").outcome()).isEqualTo("403 DM_SEND_BLOCKED");
        }
        assertThat(asAda.post("/api/send", "to", "bob", "content", "hi").status())
                .isEqualTo(200);
    }

    @Test
    void everyAnswerTellsWhatIsLeft() {
        hub.limits = new Limits(3, 1);
        Api.Answer sent = asAda.post("/api/send", "to", "bob", "content", "hi");
        assertThat(sent.header("RateLimit-Policy")).contains("\"messages\";q=3;w=60");
        assertThat(sent.header("RateLimit")).contains("\"messages\";r=2;t=60");
        assertThat(asAda.post("/api/send").header("RateLimit")).contains("\"messages\";r=1;t=60");
        assertThat(asAda.get("/api/inbox?since=0").header("RateLimit")).isEmpty();
    }

    @Test
    void countsEveryAttemptAndTellsWhenToComeBack() {
        hub.limits = new Limits(3, 1);
        assertThat(asAda.post("/api/send").status()).isEqualTo(400);
        assertThat(asAda.post("/api/send", "to", "nobody", "content", "hi").status())
                .isEqualTo(404);
        assertThat(asAda.post("/api/send", "to", "bob", "content", "hi").status())
                .isEqualTo(200);

        Api.Answer refused = hub.api(org, ada).post("/api/send", "to", "bob", "content", "hi");
        assertThat(refused.outcome()).isEqualTo("429 RATE_LIMITED");
        assertThat(refused.json().get("retry_after").isIntegralNumber()).isTrue();
        assertThat(refused.field("retry_after")).isEqualTo("60");
        assertThat(refused.header("Retry-After")).contains("60");
        assertThat(refused.header("RateLimit-Policy")).contains("\"messages\";q=3;w=60");
        assertThat(refused.header("RateLimit")).contains("\"messages\";r=0;t=60");
        assertThat(hub.api(org, bob)
                        .post("/api/send", "to", "ada", "content", "hi")
                        .status())
                .isEqualTo(200);

        hub.clock.advance(Duration.ofSeconds(60));
        assertThat(asAda.post("/api/send", "to", "bob", "content", "hi").status())
                .isEqualTo(200);
    }

    @Test
    void needsABotWithTheScopeMessage() {
        assertThat(hub.api().post("/api/send").outcome()).isEqualTo("401 AUTH_REQUIRED");
        assertThat(hub.api(FeatureHub.admin(org.id())).post("/api/send").outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(hub.api(org, ada, Scope.READ, Scope.THREAD).post("/api/send").outcome())
                .isEqualTo("403 INSUFFICIENT_SCOPE");
        assertThat(hub.api(org, ada, Scope.MESSAGE)
                        .post("/api/send", "to", "bob", "content", "hi")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void leavesAnAuditRow() {
        Api.Answer answer = asAda.post("/api/send", "to", "bob", "content", "hi");

        List<String> rows = H2.database()
                .list(
                        "SELECT bot_id, action, target_type, target_id, detail FROM audit_messages WHERE org_id = $1 LIMIT 9",
                        row -> String.join(
                                " ",
                                row.string("bot_id"),
                                row.string("action"),
                                row.string("target_type"),
                                row.string("target_id"),
                                row.string("detail")),
                        org.id().value())
                .block();
        assertThat(rows)
                .containsExactly("%s message.send channel_message %s {\"channel_id\":\"%s\",\"to\":\"%s\"}"
                        .formatted(
                                ada.id(),
                                answer.json().at("/message/id").asString(),
                                answer.field("channel_id"),
                                bob.id()));
    }

    @Test
    void theDatabaseIsNotReadForBotsThatKnowEachOther() {
        asAda.post("/api/send", "to", "bob", "content", "first");
        asAda.post("/api/send", "to", bob.id().toString(), "content", "second");
        hub.database
                .execute("DELETE FROM channels WHERE org_id = $1", org.id().value())
                .block();
        hub.database
                .execute("DELETE FROM members WHERE org_id = $1", org.id().value())
                .block();
        hub.database
                .execute("DELETE FROM bots WHERE org_id = $1", org.id().value())
                .block();

        assertThat(asAda.post("/api/send", "to", "bob", "content", "from memory")
                        .status())
                .isEqualTo(200);
        assertThat(asAda.post("/api/send", "to", bob.id().toString(), "content", "from memory")
                        .status())
                .isEqualTo(200);
        assertThat(hub.entries).hasSize(5).last().satisfies(entry -> assertThat(entry.type())
                .isEqualTo("message"));
    }
}
