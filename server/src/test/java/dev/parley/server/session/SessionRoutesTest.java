package dev.parley.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestDatabase;
import dev.parley.server.testing.Api;
import dev.parley.server.testing.AuditRow;
import dev.parley.server.testing.IdentityHub;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class SessionRoutesTest {

    private static final String PATH = "/api/org/sessions";
    private static final String NOBODY = "0".repeat(16);

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private static IdentityHub hub;
    private IdentityHub.NewOrg org;
    private Api admin;

    @BeforeAll
    static void start() {
        hub = IdentityHub.on(H2.database());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void logIn() {
        org = hub.org();
        admin = org.admin();
        hub.clock.advance(Duration.ofSeconds(1));
    }

    @Test
    void sessionsOfAdministratorsAndOwnersAreListedNewestFirst() {
        IdentityHub.NewBot bot = org.bot("scribe");
        owner(bot);
        hub.org().admin();

        Api.Answer answer = admin.get(PATH);

        long now = hub.clock.millis();
        assertThat(answer.text()).isEqualTo("""
            {"items":[{"ref":"%s","role":"bot_owner","bot_id":"%s","owner_name":"Ada","created_at":%d,\
            "expires_at":%d},{"ref":"%s","role":"org_admin","bot_id":null,"owner_name":null,\
            "created_at":%d,"expires_at":%d}],"has_more":false}\
            """.formatted(
                        refs().get(0),
                        bot.id,
                        now,
                        now + Duration.ofHours(24).toMillis(),
                        refs().get(1),
                        now - 1000,
                        now - 1000 + Duration.ofHours(8).toMillis()));
        assertThat(refs()).allMatch(ref -> ref.matches("[0-9a-f]{16}"));
    }

    @Test
    void theListIsPagedByOffset() {
        IdentityHub.NewBot bot = org.bot("scribe");
        IntStream.range(0, 3).forEach(i -> {
            hub.clock.advance(Duration.ofMillis(1));
            owner(bot);
        });
        List<String> all = refs();

        JsonNode page = admin.get(PATH + "?limit=2&offset=1").json();

        assertThat(page.path("items").valueStream().map(item -> item.path("ref").asString()))
                .containsExactlyElementsOf(all.subList(1, 3));
        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(admin.get(PATH + "?offset=4").text()).isEqualTo("{\"items\":[],\"has_more\":false}");
        assertThat(admin.get(PATH + "?offset=x&limit=0").json().path("items")).hasSize(4);
        assertThat(admin.get(PATH + "?offset=-5").json().path("items")).hasSize(4);
        assertThat(admin.get(PATH + "?offset=99999999999999999999").json().path("items"))
                .isEmpty();
    }

    @Test
    void expiredSessionsAreNotListed() {
        owner(org.bot("scribe"));
        hub.clock.advance(Duration.ofHours(9));

        assertThat(org.admin().get(PATH).json().path("items")).hasSize(2);
    }

    @Test
    void onlyAdministratorsOfAnOrganisation() {
        assertThat(hub.superAdmin().get(PATH).outcome()).isEqualTo("400 ORG_CONTEXT_REQUIRED");
        assertThat(hub.superAdmin().delete(PATH + "/x").outcome()).isEqualTo("400 ORG_CONTEXT_REQUIRED");
        assertThat(hub.superAdmin().delete(PATH).outcome()).isEqualTo("400 ORG_CONTEXT_REQUIRED");
        assertThat(org.bot("adminbot").api().get(PATH).status()).isEqualTo(200);
    }

    @Test
    void aRefIsCheckedThenLookedUpThenComparedWithOnesOwn() {
        String strangers = refs(hub.org().admin()).get(0);
        String own = refs().get(0);

        assertThat(admin.delete(PATH + "/" + own.substring(1) + "X").outcome()).isEqualTo("400 INVALID_REF");
        assertThat(admin.delete(PATH + "/" + own.substring(1)).outcome()).isEqualTo("400 INVALID_REF");
        assertThat(admin.delete(PATH + "/" + NOBODY).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(admin.delete(PATH + "/" + strangers).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(admin.delete(PATH + "/" + own).outcome()).isEqualTo("400 SELF_LOGOUT");
        assertThat(admin.get(PATH).status()).isEqualTo(200);
    }

    @Test
    void whoeverIsLoggedOutIsRefusedAtOnce() {
        IdentityHub.NewBot bot = org.bot("scribe");
        Api owner = owner(bot);
        assertThat(owner.get("/api/me").status()).isEqualTo(200);
        String ref = refs().get(0);

        assertThat(admin.delete(PATH + "/" + ref).text()).isEqualTo("{\"deleted\":true}");

        assertThat(owner.get("/api/me").outcome()).isEqualTo("401 AUTH_REQUIRED");
        assertThat(hub.revoked).contains("session " + ref);
        assertThat(refs()).doesNotContain(ref);
        assertThat(admin.delete(PATH + "/" + ref).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(audit())
                .containsExactly(new AuditRow(
                        null,
                        "auth.session_force_logout",
                        "session",
                        ref,
                        "{\"target_role\":\"bot_owner\",\"target_bot_id\":\"" + bot.id
                                + "\",\"revoked_by\":\"org_admin\"}"));
    }

    @Test
    void everybodyElseIsLoggedOut() {
        IdentityHub.NewBot bot = org.bot("scribe");
        Api owner = owner(bot);
        Api colleague = org.admin();
        Api stranger = hub.org().admin();
        assertThat(owner.get("/api/me").status()).isEqualTo(200);

        assertThat(admin.delete(PATH).text()).isEqualTo("{\"ended\":2}");

        assertThat(owner.get("/api/me").outcome()).isEqualTo("401 AUTH_REQUIRED");
        assertThat(colleague.get(PATH).outcome()).isEqualTo("401 AUTH_REQUIRED");
        assertThat(stranger.get(PATH).status()).isEqualTo(200);
        assertThat(refs()).hasSize(1);
        assertThat(audit()).hasSize(2);
        assertThat(admin.delete(PATH).text()).isEqualTo("{\"ended\":0}");
        assertThat(bot.api().get("/api/me").status())
                .as("no session, but a token")
                .isEqualTo(200);
    }

    @Test
    void anAdminBotLogsAnAdministratorOut() {
        IdentityHub.NewBot bot = org.bot("adminbot");
        String ref = refs().get(0);

        assertThat(bot.api().delete(PATH + "/" + ref).status()).isEqualTo(200);

        assertThat(admin.get(PATH).outcome()).isEqualTo("401 AUTH_REQUIRED");
        assertThat(audit())
                .containsExactly(new AuditRow(
                        bot.id,
                        "auth.session_force_logout",
                        "session",
                        ref,
                        "{\"target_role\":\"org_admin\",\"target_bot_id\":null,\"revoked_by\":\"" + bot.id + "\"}"));
    }

    @Test
    void anOldSessionIsFoundBehindMoreThanAHundredOthers() {
        Api oldest = admin;
        String ref = refs().get(0);
        IntStream.range(0, 21).forEach(i -> {
            IdentityHub.NewBot bot = org.bot("bot-" + i);
            IntStream.range(0, 5).forEach(login -> owner(bot));
        });
        Api other = org.admin();
        assertThat(refs(other, "?limit=1000")).hasSize(100).doesNotContain(ref);

        assertThat(other.delete(PATH + "/" + ref).status()).isEqualTo(200);
        assertThat(oldest.get("/api/org").outcome()).isEqualTo("401 AUTH_REQUIRED");
    }

    /** Requests go on while the session is ended: none that begins after the answer gets through. */
    @Test
    void nothingGetsPastALogout() {
        IdentityHub.NewBot bot = org.bot("scribe");
        for (int round = 0; round < 20; round++) {
            Api owner = owner(bot);
            String ref = refs().get(0);
            hub.clock.advance(Duration.ofSeconds(3));
            CompletableFuture<?>[] busy = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> IntStream.range(0, 5).forEach(request -> owner.get("/api/me"))))
                    .toArray(CompletableFuture[]::new);

            assertThat(admin.delete(PATH + "/" + ref).status()).isEqualTo(200);

            assertThat(owner.get("/api/me").outcome()).as("round %d", round).isEqualTo("401 AUTH_REQUIRED");
            CompletableFuture.allOf(busy).join();
            assertThat(owner.get("/api/me").outcome()).isEqualTo("401 AUTH_REQUIRED");
        }
    }

    private Api owner(IdentityHub.NewBot bot) {
        Api.Answer answer = hub.api().post("/api/auth/login", "type", "bot", "token", bot.token, "owner_name", "Ada");
        return hub.api().withSession(answer.cookie());
    }

    private List<String> refs() {
        return refs(admin);
    }

    private static List<String> refs(Api caller) {
        return refs(caller, "");
    }

    private static List<String> refs(Api caller, String query) {
        return caller.get(PATH + query)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("ref").asString())
                .toList();
    }

    private List<AuditRow> audit() {
        return AuditRow.list(H2.database(), org.orgId(), "auth.session_force_logout");
    }
}
