package dev.parley.server.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.AuditRow;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OwnBotRoutesTest {

    private static final String PROFILE = "/api/me/profile";
    private static final String NAME = "/api/me/name";

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private TestOrg org;
    private TestBot ada;
    private TestBot bob;

    @BeforeEach
    void populate() {
        org = HUB.org();
        ada = org.bot("ada");
        bob = org.bot("bob");
    }

    @Test
    void everyFieldOfTheProfileCanBeSetAndCleared() {
        String all = """
                {"bio":"b","role":"r","function":"f","team":"t","tags":["x","y"],"languages":["de"],
                 "protocols":{"a2a":[1]},"status_text":"s","timezone":"UTC","active_hours":"9-5","version":"2.0",
                 "runtime":"jvm","metadata":{"not":"this"},"name":"nor this"}""";
        Answer set = ada.http().patch(PROFILE, all);

        assertThat(set.status()).isEqualTo(200);
        assertThat(fields(set, "bio", "role", "function", "team", "tags", "languages", "protocols"))
                .isEqualTo("\"b\" \"r\" \"f\" \"t\" [\"x\",\"y\"] [\"de\"] {\"a2a\":[1]}");
        assertThat(fields(set, "status_text", "timezone", "active_hours", "version", "runtime", "metadata", "name"))
                .isEqualTo("\"s\" \"UTC\" \"9-5\" \"2.0\" \"jvm\" null \"ada\"");
        assertThat(unseen(ada.http().get("/api/me"))).isEqualTo(unseen(set));

        Answer kept = ada.http().patch(PROFILE, Fields.of("team", "other"));
        assertThat(fields(kept, "bio", "team", "tags")).isEqualTo("\"b\" \"other\" [\"x\",\"y\"]");

        String none = all.replaceAll(":(\"[^\"]*\"|\\[[^]]*]|\\{[^}]*})([,}])", ":null$2");
        Answer cleared = ada.http().patch(PROFILE, none);
        assertThat(fields(cleared, "bio", "tags", "languages", "protocols", "runtime", "version"))
                .isEqualTo("null null null null null \"1.0.0\"");
    }

    @Test
    void aBotNeverReadsAnOldProfileAfterItChangedIt() throws Exception {
        ExecutorService reader = Executors.newSingleThreadExecutor();
        AtomicBoolean reads = new AtomicBoolean(true);
        Future<Integer> background = reader.submit(() -> {
            int answers = 0;
            for (; reads.get(); answers++) {
                assertThat(ada.http().get("/api/me").status()).isEqualTo(200);
            }
            return answers;
        });
        for (int i = 0; i < 50; i++) {
            String status = "step " + i;
            assertThat(ada.http()
                            .patch(PROFILE, Fields.of("status_text", status))
                            .status())
                    .isEqualTo(200);
            assertThat(fields(ada.http().get("/api/me"), "status_text")).isEqualTo("\"" + status + "\"");
        }
        reads.set(false);
        assertThat(background.get(10, TimeUnit.SECONDS)).isPositive();
        reader.shutdown();
    }

    @Test
    void theAuditLogNamesTheFieldsAndNobodyIsTold() {
        HubSocket socket = bob.connect();
        assertThat(ada.http().patch(PROFILE, "{\"runtime\":null,\"bio\":\"x\"}").status())
                .isEqualTo(200);

        assertThat(HUB.audit(org, "bot.profile_update"))
                .containsExactly(new AuditRow(
                        ada.id(), "bot.profile_update", "bot", ada.id(), "{\"fields\":[\"bio\",\"runtime\"]}"));
        socket.send(Fields.of("type", "ping"));
        assertThat(socket.next().path("type").asString()).isEqualTo("pong");
        socket.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"metadata\":1,\"webhook_url\":\"https://example.org\"}",
                "{\"bio\":1}",
                "{\"tags\":\"x\"}",
                "{\"tags\":[1]}",
                "{\"languages\":{}}",
                "{\"protocols\":\"x\"}",
                "{\"version\":2}",
                "{\"bio\":\"fine\",\"runtime\":false}"
            })
    void whatIsNoProfileChangesNothing(String body) {
        String before = ada.http().get("/api/me").json().path("bio").toString();

        assertRefused(ada.http().patch(PROFILE, body), 400, "VALIDATION_ERROR");
        assertThat(ada.http().get("/api/me").json().path("bio").toString()).isEqualTo(before);
        assertThat(HUB.audit(org, "bot.profile_update")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bio,1024",
        "role,256",
        "function,256",
        "team,256",
        "status_text,512",
        "timezone,64",
        "active_hours,256",
        "version,64",
        "runtime,128"
    })
    void textsAreMeasuredInBytes(String field, int max) {
        String full = "ä".repeat(max / 2);
        assertThat(ada.http().patch(PROFILE, Fields.of(field, full)).status()).isEqualTo(200);

        Answer tooLong = ada.http().patch(PROFILE, Fields.of(field, full + "x", "tags", 5));
        assertRefused(tooLong, 400, "VALIDATION_ERROR");
        assertThat(tooLong.json().path("error").asString())
                .as("sizes before types")
                .startsWith(field + " has ");
    }

    @ParameterizedTest
    @CsvSource({"tags,4096", "languages,2048"})
    void listsAreMeasuredAsJson(String field, int max) {
        assertThat(ada.http()
                        .patch(PROFILE, Fields.of(field, List.of("x".repeat(max - 4))))
                        .status())
                .isEqualTo(200);
        assertRefused(
                ada.http().patch(PROFILE, Fields.of(field, List.of("x".repeat(max - 3)))), 400, "VALIDATION_ERROR");
    }

    @Test
    void aNewNameIsToldToAllAndTheOldOneIsFree() {
        HubSocket own = ada.connect();
        HubSocket other = bob.connect();
        HubSocket admin = org.admin().connect();

        Answer renamed = ada.http().patch(NAME, Fields.of("name", "Ada-2"));
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(unseen(renamed)).isEqualTo(unseen(ada.http().get("/api/me")));
        assertThat(renamed.json().path("name").asString()).isEqualTo("Ada-2");
        for (HubSocket socket : List.of(own, other, admin)) {
            assertThat(socket.next("bot_renamed").toString())
                    .isEqualTo(
                            "{\"type\":\"bot_renamed\",\"bot_id\":\"%s\",\"old_name\":\"ada\",\"new_name\":\"Ada-2\"}"
                                    .formatted(ada.id()));
        }
        assertThat(HUB.audit(org, "bot.rename"))
                .containsExactly(new AuditRow(
                        ada.id(), "bot.rename", "bot", ada.id(), "{\"old_name\":\"ada\",\"new_name\":\"Ada-2\"}"));
        assertThat(bob.http().patch(NAME, Fields.of("name", "ada")).status()).isEqualTo(200);

        own.close();
        assertThat(other.next("bot_offline").at("/bot/name").asString())
                .as("by the name it has now")
                .isEqualTo("Ada-2");
        other.close();
        admin.close();
    }

    @Test
    void aNewNameCountsAtOnceWhereverNamesAreLookedUp() {
        ada.sendTo(bob, "so that the lane knows both");
        String thread = ada.openThread("so that it knows them here, too", bob);
        ada.http().post("/api/threads/" + thread + "/messages", Fields.of("content", "@bob"));

        assertThat(bob.http().patch(NAME, Fields.of("name", "robert")).status()).isEqualTo(200);

        assertRefused(send("bob"), 404, "NOT_FOUND");
        assertThat(send("robert").status()).isEqualTo(200);
        JsonNode said = ada.http()
                .post("/api/threads/" + thread + "/messages", Fields.of("content", "@bob @robert"))
                .json();
        assertThat(said.path("mentions").toString())
                .isEqualTo("[{\"bot_id\":\"%s\",\"name\":\"robert\"}]".formatted(bob.id()));
        JsonNode answered = bob.http()
                .post("/api/threads/" + thread + "/messages", Fields.of("content", "here"))
                .json();
        assertThat(answered.path("sender_name").asString()).isEqualTo("robert");
        assertThat(ada.http().get("/api/bots/bob/profile").status()).isEqualTo(404);
        assertThat(ada.http().get("/api/bots/robert/profile").json().path("id").asString())
                .isEqualTo(bob.id());
        Answer found = ada.http().get("/api/threads/" + thread);
        assertThat(found.json().findValuesAsString("name")).containsExactlyInAnyOrder("ada", "robert");
        assertThat(ada.http().get("/api/inbox?since=0").status()).isEqualTo(200);
    }

    private Answer send(String to) {
        return ada.http().post("/api/send", Fields.of("to", to, "content", "hi"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400|VALIDATION_ERROR",
                "{'name':null}|400|VALIDATION_ERROR",
                "{'name':''}|400|VALIDATION_ERROR",
                "{'name':5}|400|VALIDATION_ERROR",
                "{'name':['x']}|400|VALIDATION_ERROR",
                "{'name':'a b'}|400|VALIDATION_ERROR",
                "{'name':'ä'}|400|VALIDATION_ERROR",
                "{'name':'ada\\n'}|400|VALIDATION_ERROR",
                "{'name':'ALL'}|400|RESERVED_NAME",
                "{'name':'ada'}|400|VALIDATION_ERROR",
                "{'name':'bob'}|409|NAME_CONFLICT",
                "{'name':'ghost'}|409|NAME_TOMBSTONED"
            })
    void aNameNobodyMayTakeIsRefused(String body, int status, String code) {
        org.bot("ghost").http().delete("/api/me");

        assertRefused(ada.http().patch(NAME, body.replace('\'', '"')), status, code);
        assertThat(ada.http().get("/api/me").json().path("name").asString()).isEqualTo("ada");
        assertThat(HUB.audit(org, "bot.rename")).isEmpty();
    }

    @Test
    void aNameHas128BytesAtMost() {
        assertThat(ada.http().patch(NAME, Fields.of("name", "n".repeat(128))).status())
                .isEqualTo(200);
        assertRefused(ada.http().patch(NAME, Fields.of("name", "n".repeat(129))), 400, "VALIDATION_ERROR");
    }

    @Test
    void anOwnersSessionChangesItsBot() {
        HubClient owner = HUB.client().withCookie(HUB.logIn(Fields.of("type", "bot", "token", ada.token())));

        assertThat(owner.patch(PROFILE, Fields.of("bio", "by hand")).status()).isEqualTo(200);
        assertThat(owner.patch(NAME, Fields.of("name", "lovelace")).status()).isEqualTo(200);
        assertThat(ada.http().get("/api/me").json().path("name").asString()).isEqualTo("lovelace");
    }

    /** Every request is seen. */
    private static String unseen(Answer answer) {
        return answer.body().replaceAll("\"last_seen_at\":\\d+", "");
    }

    private static String fields(Answer answer, String... names) {
        StringBuilder found = new StringBuilder();
        for (String name : names) {
            found.append(' ').append(answer.json().path(name));
        }
        return found.substring(1);
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status() + " " + answer.code()).as("%s", answer).isEqualTo(status + " " + code);
    }
}
