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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BotAdminRoutesTest {

    /** How often a race is run. */
    private static final int ROUNDS = 8;

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private TestOrg org;
    private TestBot admin;
    private TestBot member;

    @BeforeEach
    void populate() {
        org = HUB.org();
        admin = org.adminBot("admin");
        member = org.bot("member");
    }

    @Test
    void aRoleCountsAtOnce() {
        assertRefused(member.http().get("/api/org/settings"), 403, "FORBIDDEN");

        assertThat(changeRole(admin.http(), member.id(), "admin").body())
                .isEqualTo("{\"bot_id\":\"%s\",\"auth_role\":\"admin\"}".formatted(member.id()));
        assertThat(member.http().get("/api/org/settings").status()).isEqualTo(200);
        assertThat(member.http().get("/api/me").json().path("auth_role").asString())
                .isEqualTo("admin");

        assertThat(changeRole(org.admin(), member.id(), "member").status()).isEqualTo(200);
        assertRefused(member.http().get("/api/org/settings"), 403, "FORBIDDEN");
        assertThat(HUB.audit(org, "bot.role_change"))
                .containsExactly(
                        new AuditRow(admin.id(), "bot.role_change", "bot", member.id(), "{\"auth_role\":\"admin\"}"),
                        new AuditRow("org_admin", "bot.role_change", "bot", member.id(), "{\"auth_role\":\"member\"}"));
    }

    @Test
    void aDemotedBotsConnectionsAreClosedAndItMayComeBack() {
        TestBot other = org.adminBot("other");
        HubSocket own = other.connect();
        HubSocket owners = HUB.client()
                .withCookie(HUB.logIn(Fields.of("type", "bot", "token", other.token())))
                .connect();
        HubSocket bystander = member.connect();

        assertThat(changeRole(admin.http(), other.id(), "admin").status())
                .as("what it is already")
                .isEqualTo(200);
        assertThat(changeRole(admin.http(), other.id(), "member").status()).isEqualTo(200);

        assertThat(own.closed().code()).isEqualTo(4403);
        assertThat(owners.closed().code()).isEqualTo(4403);
        assertThat(bystander.next("bot_offline").at("/bot/id").asString()).isEqualTo(other.id());
        HubSocket back = other.connect();
        assertThat(bystander.next("bot_online").at("/bot/id").asString()).isEqualTo(other.id());
        changeRole(admin.http(), other.id(), "admin");
        assertThat(ping(back)).as("a promotion closes nothing").isEqualTo("pong");
        back.close();
        bystander.close();
    }

    @Test
    void aBotCannotDemoteItselfButAPersonCan() {
        HubClient owner = HUB.client().withCookie(HUB.logIn(Fields.of("type", "bot", "token", admin.token())));

        assertRefused(changeRole(admin.http(), admin.id(), "member"), 400, "SELF_DEMOTION");
        assertRefused(changeRole(owner, admin.id(), "member"), 400, "SELF_DEMOTION");
        assertThat(changeRole(admin.http(), admin.id(), "admin").status()).isEqualTo(200);
        assertThat(changeRole(org.admin(), admin.id(), "member").status()).isEqualTo(200);
    }

    @Test
    void rolesAreCheckedInTheOrderOfTheContract() {
        String stranger = HUB.org().bot("stranger").id();

        assertRefused(changeRole(member.http(), "nobody", "king"), 403, "FORBIDDEN");
        assertRefused(changeRole(admin.http(), "nobody", "king"), 400, "VALIDATION_ERROR");
        for (String id : List.of("nobody", "member", stranger)) {
            assertRefused(changeRole(admin.http(), id, "admin"), 404, "NOT_FOUND");
        }
        assertRefused(changeRole(HUB.operator(), member.id(), "admin"), 404, "NOT_FOUND");
        assertThat(HUB.audit(org, "bot.role_change")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"auth_role\":null}", "{\"auth_role\":\"ADMIN\"}", "{\"auth_role\":1}"})
    void whatIsNoRoleIsRefused(String body) {
        assertRefused(admin.http().patch("/api/org/bots/" + member.id() + "/role", body), 400, "VALIDATION_ERROR");
    }

    @Test
    void noAdminRouteAnswersADemotedBotWhateverIsUnderWay() {
        for (int round = 0; round < ROUNDS; round++) {
            changeRole(org.admin(), member.id(), "admin");
            AtomicBoolean demoted = new AtomicBoolean();
            List<CompletableFuture<Void>> requests = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> {
                        boolean late = demoted.get();
                        while (!late) {
                            late = demoted.get();
                            int status = member.http().get("/api/org/settings").status();
                            assertThat(status).isIn(late ? List.of(403) : List.of(200, 403));
                        }
                    }))
                    .toList();
            assertThat(changeRole(org.admin(), member.id(), "member").status()).isEqualTo(200);
            demoted.set(true);
            requests.forEach(CompletableFuture::join);
        }
    }

    @Test
    void aDemotedBotCannotPromoteItselfWithARequestUnderWay() {
        TestBot rival = org.adminBot("rival");
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<Answer> one =
                    CompletableFuture.supplyAsync(() -> changeRole(admin.http(), rival.id(), "member"));
            CompletableFuture<Answer> other =
                    CompletableFuture.supplyAsync(() -> changeRole(rival.http(), admin.id(), "member"));

            assertThat(List.of(one.join().status(), other.join().status()))
                    .as("the first one wins")
                    .containsExactlyInAnyOrder(200, 403);
            changeRole(org.admin(), admin.id(), "admin");
            changeRole(org.admin(), rival.id(), "admin");
        }
    }

    @Test
    void aRejectedBotHearsOfItBeforeItsConnectionsAreClosed() {
        TestBot other = org.bot("other");
        HubSocket own = other.connect();
        HubSocket owners = HUB.client()
                .withCookie(HUB.logIn(Fields.of("type", "bot", "token", other.token())))
                .connect();
        HubSocket bystander = member.connect();
        HubSocket people = org.admin().connect();

        Answer answer = changeStatus(admin.http(), other.id(), "rejected", "too loud");

        JsonNode standing = answer.json();
        long at = standing.path("join_status_changed_at").asLong();
        assertThat(answer.body())
                .isEqualTo(
                        ("{\"bot_id\":\"%s\",\"name\":\"other\",\"join_status\":\"rejected\",\"previous_status\":\"active\","
                                        + "\"join_status_changed_by\":\"bot:%s\",\"join_status_changed_at\":%d,"
                                        + "\"join_status_reason\":\"too loud\"}")
                                .formatted(other.id(), admin.id(), at));
        for (HubSocket socket : List.of(own, owners, bystander, people)) {
            assertThat(socket.next("bot_status_changed").toString())
                    .isEqualTo(("{\"type\":\"bot_status_changed\",\"bot_id\":\"%s\",\"name\":\"other\","
                                    + "\"join_status\":\"rejected\",\"previous_status\":\"active\",\"reason\":\"too loud\"}")
                            .formatted(other.id()));
        }
        assertThat(own.closed()).isEqualTo(new HubSocket.Close(4403, "bot_rejected"));
        assertThat(owners.closed().code()).isEqualTo(4403);
        assertRefused(other.http().get("/api/me"), 403, "BOT_NOT_ACTIVE");
        assertThat(other.http().get("/api/me").json().path("join_status").asString())
                .isEqualTo("rejected");
        assertThat(HUB.audit(org, "bot.join_status_changed"))
                .containsExactly(new AuditRow(
                        admin.id(),
                        "bot.join_status_changed",
                        "bot",
                        other.id(),
                        "{\"old_status\":\"active\",\"new_status\":\"rejected\",\"reason\":\"too loud\"}"));
        bystander.close();
        people.close();
    }

    @Test
    void whatABotIsAlreadyChangesNothing() {
        changeStatus(admin.http(), member.id(), "rejected", "first");
        HubSocket bystander = admin.connect();

        Answer again = changeStatus(org.admin(), member.id(), "rejected", "second");
        assertThat(again.json().path("previous_status").asString()).isEqualTo("rejected");
        assertThat(again.json().path("join_status_reason").asString()).isEqualTo("first");
        assertThat(again.json().path("join_status_changed_by").asString()).isEqualTo("bot:" + admin.id());
        assertThat(ping(bystander)).as("no event").isEqualTo("pong");
        assertThat(HUB.audit(org, "bot.join_status_changed")).hasSize(1);
        Answer untouched = changeStatus(org.admin(), admin.id(), "active", null);
        assertThat(untouched.body())
                .endsWith("\"previous_status\":\"active\",\"join_status_changed_by\":null,"
                        + "\"join_status_changed_at\":null,\"join_status_reason\":null}");
        bystander.close();
    }

    @Test
    void aPersonApprovesAPendingBotAndIsKnownByItsRef() {
        org.admin().patch("/api/org/settings", Fields.of("join_approval_required", true));
        TestBot pending = org.bot("pending");
        assertRefused(pending.http().get("/api/me"), 403, "BOT_NOT_ACTIVE");

        Answer approved = changeStatus(org.admin(), pending.id(), "active", null);

        assertThat(approved.json().path("previous_status").asString()).isEqualTo("pending");
        assertThat(approved.json().path("join_status_changed_by").asString()).matches("session:[0-9a-f]{16}");
        assertThat(approved.json().path("join_status_reason").isNull()).isTrue();
        assertThat(pending.http().get("/api/me").status()).isEqualTo(200);
        assertThat(HUB.audit(org, "bot.join_status_changed"))
                .containsExactly(new AuditRow(
                        "org_admin",
                        "bot.join_status_changed",
                        "bot",
                        pending.id(),
                        "{\"old_status\":\"pending\",\"new_status\":\"active\",\"reason\":null}"));
    }

    @Test
    void aRejectedBotCannotBeInvitedAndAnApprovedOneCan() {
        String thread = admin.openThread("t");
        String participants = "/api/threads/" + thread + "/participants";
        TestBot other = org.bot("other");
        admin.sendTo(other, "so that the lane knows it");
        changeStatus(admin.http(), other.id(), "rejected", null);

        for (String name : List.of(other.id(), "other")) {
            assertRefused(admin.http().post(participants, Fields.of("bot_id", name)), 400, "BOT_NOT_ACTIVE");
        }
        changeStatus(admin.http(), other.id(), "active", null);
        assertThat(admin.http().post(participants, Fields.of("bot_id", "other")).status())
                .isEqualTo(200);
        assertThat(other.http().get("/api/threads/" + thread).status()).isEqualTo(200);
    }

    @Test
    void statusesAreCheckedInTheOrderOfTheContract() {
        String stranger = HUB.org().bot("stranger").id();

        assertRefused(changeStatus(member.http(), "nobody", "king", 5), 403, "FORBIDDEN");
        Answer status = changeStatus(admin.http(), "nobody", "pending", 5);
        assertRefused(status, 400, "VALIDATION_ERROR");
        assertThat(status.json().path("error").asString()).startsWith("status ");
        Answer reason = changeStatus(admin.http(), "nobody", "active", 5);
        assertRefused(reason, 400, "VALIDATION_ERROR");
        assertThat(reason.json().path("error").asString()).startsWith("reason ");
        for (String id : List.of("nobody", "member", stranger)) {
            assertRefused(changeStatus(admin.http(), id, "active", null), 404, "NOT_FOUND");
        }
        assertRefused(changeStatus(HUB.operator(), member.id(), "rejected", null), 404, "NOT_FOUND");
    }

    @Test
    void aReasonHas500CharactersAtMostAndIsNotNull() {
        String path = "/api/org/bots/" + member.id() + "/status";

        assertRefused(admin.http().patch(path, "{\"status\":\"rejected\",\"reason\":null}"), 400, "VALIDATION_ERROR");
        assertRefused(changeStatus(admin.http(), member.id(), "rejected", "x".repeat(501)), 400, "VALIDATION_ERROR");
        assertThat(changeStatus(admin.http(), member.id(), "rejected", "ä".repeat(500))
                        .status())
                .isEqualTo(200);
    }

    private static Answer changeRole(HubClient caller, String bot, String role) {
        return caller.patch("/api/org/bots/" + bot + "/role", Fields.of("auth_role", role));
    }

    /** @param reason left out when null */
    private static Answer changeStatus(HubClient caller, String bot, String status, Object reason) {
        return caller.patch(
                "/api/org/bots/" + bot + "/status",
                reason == null ? Fields.of("status", status) : Fields.of("status", status, "reason", reason));
    }

    private static String ping(HubSocket socket) {
        socket.send(Fields.of("type", "ping"));
        return socket.next().path("type").asString();
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status() + " " + answer.code()).as("%s", answer).isEqualTo(status + " " + code);
    }
}
