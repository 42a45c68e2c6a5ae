package dev.parley.server.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.protocol.Scope;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.AuditRow;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class BotDeletionRoutesTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private TestOrg org;
    private TestBot admin;
    private TestBot ada;
    private TestBot bob;

    @BeforeEach
    void populate() {
        org = HUB.org();
        admin = org.adminBot("admin");
        ada = org.bot("ada");
        bob = org.bot("bob");
    }

    @Test
    void aBotThatGoesIsGone() {
        HubClient owner = HUB.client().withCookie(HUB.logIn(Fields.of("type", "bot", "token", ada.token())));
        String scoped = HUB.scopedToken(ada, Scope.READ);
        HubSocket own = ada.connect();
        HubSocket owners = owner.connect();
        HubSocket other = bob.connect();

        Answer answer = ada.http().delete("/api/me");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames()).containsExactly("ok", "message");
        assertThat(answer.json().path("ok").booleanValue()).isTrue();
        assertThat(own.closed()).isEqualTo(new HubSocket.Close(4002, "bot deleted"));
        assertThat(owners.closed().code()).isEqualTo(4002);
        assertRefused(ada.http().get("/api/me"), 401, "INVALID_TOKEN");
        assertRefused(HUB.client().withToken(scoped).get("/api/me"), 401, "INVALID_TOKEN");
        assertRefused(owner.get("/api/me"), 401, "SESSION_INVALID");
        assertRefused(bob.http().get("/api/bots/" + ada.id()), 404, "NOT_FOUND");
        assertRefused(register("ada"), 409, "NAME_TOMBSTONED");
        assertThat(register("Ada").status()).as("another name").isEqualTo(200);
        assertThat(other.next("bot_offline").toString())
                .isEqualTo("{\"type\":\"bot_offline\",\"bot\":{\"id\":\"%s\",\"name\":\"ada\"}}".formatted(ada.id()));
        assertThat(other.next().path("type").asString())
                .as("nothing more of it, not even that its sockets are closed")
                .isEqualTo("bot_registered");
        assertThat(HUB.audit(org, "bot.delete"))
                .containsExactly(
                        new AuditRow(ada.id(), "bot.delete", "bot", ada.id(), "{\"name\":\"ada\",\"self\":true}"));
        other.close();
    }

    @Test
    void administratorsDeleteBotsThatAreOfflineAsWell() {
        HubSocket people = org.admin().connect();

        assertThat(admin.http().delete("/api/bots/" + ada.id()).status()).isEqualTo(200);
        assertThat(people.next("bot_offline").at("/bot/name").asString()).isEqualTo("ada");
        assertThat(org.admin().delete("/api/bots/" + bob.id()).status()).isEqualTo(200);
        assertThat(people.next("bot_offline").at("/bot/name").asString()).isEqualTo("bob");
        assertThat(admin.http().delete("/api/bots/" + admin.id()).status())
                .as("itself")
                .isEqualTo(200);
        assertThat(people.next("bot_offline").at("/bot/name").asString()).isEqualTo("admin");

        assertThat(HUB.audit(org, "bot.delete"))
                .extracting(AuditRow::bot, AuditRow::detail)
                .containsExactly(
                        tuple(ada.id(), "{\"name\":\"ada\",\"deleted_by\":\"%s\"}".formatted(admin.id())),
                        tuple(bob.id(), "{\"name\":\"bob\",\"deleted_by\":\"session\"}"),
                        tuple(admin.id(), "{\"name\":\"admin\",\"deleted_by\":\"%s\"}".formatted(admin.id())));
        people.close();
    }

    @Test
    void onlyWhatIsThereCanBeDeletedAndOnlyByAdministrators() {
        String stranger = HUB.org().bot("stranger").id();

        assertRefused(bob.http().delete("/api/bots/" + ada.id()), 403, "FORBIDDEN");
        for (String id : List.of("nobody", "ada", stranger)) {
            assertRefused(admin.http().delete("/api/bots/" + id), 404, "NOT_FOUND");
        }
        assertRefused(HUB.operator().delete("/api/bots/" + ada.id()), 404, "NOT_FOUND");
        assertRefused(org.admin().delete("/api/me"), 403, "FORBIDDEN");
        admin.http().delete("/api/bots/" + ada.id());
        assertRefused(admin.http().delete("/api/bots/" + ada.id()), 404, "NOT_FOUND");
        assertThat(HUB.audit(org, "bot.delete")).hasSize(1);
    }

    @Test
    void threadsOfNobodyElseAreClosedAndThoseWhoWatchAreTold() {
        String alone = ada.openThread("alone");
        String left = ada.openThread("left", bob);
        bob.http().delete("/api/threads/" + left + "/participants/bob");
        String done = ada.openThread("done");
        ada.http().patch("/api/threads/" + done, Fields.of("status", "resolved"));
        String together = ada.openThread("together", bob);
        JsonNode before = listed(left);
        HubSocket people = org.admin().connect();
        people.send(Fields.of("type", "subscribe", "thread_id", alone));
        people.send(Fields.of("type", "ping"));
        people.next("pong");
        HubSocket own = ada.connect();

        assertThat(admin.http().delete("/api/bots/" + ada.id()).status()).isEqualTo(200);

        assertThat(people.next("thread_status_changed").toString())
                .isEqualTo(("{\"type\":\"thread_status_changed\",\"thread_id\":\"%s\",\"topic\":\"alone\","
                                + "\"from\":\"active\",\"to\":\"closed\",\"by\":\"%s\"}")
                        .formatted(alone, admin.id()));
        assertThat(people.next("bot_offline").at("/bot/id").asString()).isEqualTo(ada.id());
        own.next("thread_status_changed");
        own.next("thread_status_changed");
        assertThat(own.closed().code()).isEqualTo(4002);
        for (String closed : List.of(alone, left)) {
            assertThat(listed(closed).path("status").asString()).isEqualTo("closed");
            assertThat(listed(closed).path("close_reason").asString()).isEqualTo("manual");
            assertThat(listed(closed).path("initiator_id").isNull()).isTrue();
            assertThat(listed(closed).path("participant_count").asInt()).isZero();
        }
        assertThat(listed(left).path("revision").asLong())
                .isEqualTo(before.path("revision").asLong() + 1);
        assertThat(listed(left).path("updated_at").asLong())
                .isEqualTo(listed(left).path("last_activity_at").asLong())
                .isGreaterThanOrEqualTo(before.path("updated_at").asLong());
        assertThat(listed(done).path("status").asString()).isEqualTo("resolved");
        assertThat(listed(together).path("status").asString()).isEqualTo("active");
        assertThat(listed(together).path("revision").asLong()).isEqualTo(1);
        assertThat(HUB.audit(org, "thread.status_changed"))
                .filteredOn(row -> row.detail().endsWith("\"to\":\"closed\",\"close_reason\":\"manual\"}"))
                .extracting(AuditRow::bot, AuditRow::targetId)
                .containsExactlyInAnyOrder(tuple(admin.id(), alone), tuple(admin.id(), left));
        assertThat(closingRows(alone))
                .containsExactly(
                        "thread_status_changed {\"topic\":\"alone\",\"from\":\"active\",\"to\":\"closed\",\"by\":\"%s\"}"
                                .formatted(admin.id()));
        people.close();
    }

    private JsonNode listed(String thread) {
        return bob.http()
                .get("/api/threads?scope=org")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("id").asString().equals(thread))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> closingRows(String thread) {
        return HUB.inDatabase(database -> database.list(
                        """
                        SELECT catchup_type, catchup_facts
                          FROM journal
                         WHERE topic_id = $1 AND type = 'thread_status_changed'
                         LIMIT 9
                        """,
                        row -> row.string("catchup_type") + " " + row.string("catchup_facts"),
                        UUID.fromString(thread))
                .block());
    }

    @Test
    void whatItWroteStaysInThreadsWithoutAnAuthor() {
        String thread = "/api/threads/" + ada.openThread("shared", bob);
        JsonNode question = ada.http()
                .post(thread + "/messages", Fields.of("content", "who am I?"))
                .json();
        bob.http()
                .post(
                        thread + "/messages",
                        Fields.of(
                                "content",
                                "@ada",
                                "reply_to",
                                question.path("id").asString()));
        ada.http().post(thread + "/artifacts", Fields.of("artifact_key", "plan", "content", "x"));

        ada.http().delete("/api/me");

        JsonNode messages = bob.http().get(thread + "/messages").json();
        assertThat(messages.at("/0/sender_id").isNull()).isTrue();
        assertThat(messages.at("/0/sender_name").asString()).isEqualTo("unknown");
        assertThat(messages.at("/1/reply_to_message/sender_id").isNull()).isTrue();
        assertThat(messages.at("/1/reply_to_message/sender_name").asString()).isEqualTo("unknown");
        assertThat(messages.at("/1/sender_name").asString()).isEqualTo("bob");
        assertThat(bob.http()
                        .get(thread + "/artifacts")
                        .json()
                        .at("/0/contributor_id")
                        .isNull())
                .isTrue();
        JsonNode detail = bob.http().get(thread).json();
        assertThat(detail.path("initiator_id").isNull()).isTrue();
        assertThat(detail.path("participant_count").asInt()).isEqualTo(1);
        assertThat(detail.path("participants").findValuesAsString("name")).containsExactly("bob");
        JsonNode last = bob.http()
                .post(thread + "/messages", Fields.of("content", "@ada @bob still here?"))
                .json();
        assertThat(last.path("mentions").findValuesAsString("name"))
                .as("only who is there")
                .containsExactly("bob");
        assertRefused(bob.http().post(thread + "/participants", Fields.of("bot_id", "ada")), 404, "NOT_FOUND");
    }

    @Test
    void whatItSaidDirectlyStaysUnderItsId() {
        String channel = ada.sendTo(bob, "remember me");
        bob.sendTo(ada, "I will");

        ada.http().delete("/api/me");

        JsonNode messages =
                bob.http().get("/api/channels/" + channel + "/messages").json();
        assertThat(messages.at("/0/sender_id").asString()).isEqualTo(ada.id());
        assertThat(messages.at("/0/sender_name").asString()).isEqualTo("unknown");
        assertThat(bob.http()
                        .get("/api/channels/" + channel)
                        .json()
                        .path("members")
                        .findValuesAsString("name"))
                .containsExactly("bob");
        for (String to : List.of("ada", ada.id())) {
            assertRefused(bob.http().post("/api/send", Fields.of("to", to, "content", "?")), 404, "NOT_FOUND");
        }
        assertThat(bob.http()
                        .get("/api/inbox?since=0")
                        .json()
                        .at("/0/sender_id")
                        .asString())
                .isEqualTo(ada.id());
    }

    @Test
    void whatOthersMissedStaysAsItWas() {
        String thread = ada.openThread("shared", bob);
        ada.http().post("/api/threads/" + thread + "/messages", Fields.of("content", "hi"));
        ada.http().post("/api/threads/" + thread + "/artifacts", Fields.of("artifact_key", "a", "content", "x"));
        ada.sendTo(bob, "psst");
        String left = ada.openThread("left", bob);
        ada.http().delete("/api/threads/" + left + "/participants/bob");
        String missed = bob.http().get("/api/me/catchup?since=0").body();
        String counted = bob.http().get("/api/me/catchup/count?since=0").body();

        ada.http().delete("/api/me");

        assertThat(bob.http().get("/api/me/catchup?since=0").body()).isEqualTo(missed);
        assertThat(bob.http().get("/api/me/catchup/count?since=0").body()).isEqualTo(counted);
    }

    @Test
    void nothingIsAcceptedFromABotOnceItIsGone() {
        org.unlimited();
        String thread = "/api/threads/" + ada.openThread("shared", bob) + "/messages";
        List<CompletableFuture<List<Integer>>> talking = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> talk(thread)))
                .toList();
        bob.http().get(thread);

        assertThat(org.admin().delete("/api/bots/" + ada.id()).status()).isEqualTo(200);
        String said = bob.http().get(thread).body();

        assertThat(talking.stream().map(CompletableFuture::join).flatMap(List::stream))
                .as("said, or not a participant any more, or not a bot")
                .isSubsetOf(200, 401, 403, 404);
        assertThat(bob.http().get(thread).body()).isEqualTo(said);
    }

    /** Until it is told that there is no such bot. */
    private List<Integer> talk(String thread) {
        List<Integer> statuses = new ArrayList<>();
        while (!statuses.contains(401)) {
            statuses.add(ada.http().post(thread, Fields.of("content", "bla")).status());
        }
        return statuses;
    }

    private Answer register(String name) {
        return HUB.client()
                .post("/api/auth/register", Fields.of("org_id", org.id(), "org_secret", org.secret(), "name", name));
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status() + " " + answer.code()).as("%s", answer).isEqualTo(status + " " + code);
    }
}
