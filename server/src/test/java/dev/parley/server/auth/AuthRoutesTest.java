package dev.parley.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestDatabase;
import dev.parley.protocol.BotId;
import dev.parley.server.testing.Api;
import dev.parley.server.testing.AuditRow;
import dev.parley.server.testing.IdentityHub;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthRoutesTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private IdentityHub hub;

    @BeforeEach
    void start() {
        hub = IdentityHub.on(H2.database());
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aBotsOwnerLogsInWithItsToken() {
        IdentityHub.NewOrg org = hub.org();
        IdentityHub.NewBot bot = org.bot("scribe");

        Api.Answer answer = login("type", "bot", "token", bot.token, "owner_name", "Ada");

        assertThat(answer.text())
                .isEqualTo(
                        "{\"session\":{\"role\":\"bot_owner\",\"org_id\":\"%s\",\"bot_id\":\"%s\",\"expires_at\":%d}}"
                                .formatted(org.id, bot.id, inHours(24)));
        assertThat(hub.api().withSession(answer.cookie()).get("/api/me").field("id"))
                .isEqualTo(bot.id);
        assertThat(hub.api()
                        .withSession(answer.cookie())
                        .get("/api/auth/session")
                        .text())
                .isEqualTo(("{\"role\":\"bot_owner\",\"org_id\":\"%s\",\"bot_id\":\"%s\",\"owner_name\":\"Ada\","
                                + "\"scopes\":[\"full\"],\"is_scoped_token\":false,\"expires_at\":%d,"
                                + "\"config\":{\"max_file_size_mb\":50}}")
                        .formatted(org.id, bot.id, inHours(24)));
    }

    @Test
    void aSessionShowsTheScopesOfItsTokenAsTheyWereGiven() {
        IdentityHub.NewBot bot = hub.org().bot("scribe");
        Api.Answer made =
                hub.api().withToken(bot.token).post("/api/me/tokens", "scopes", List.of("thread", "read", "thread"));

        Api.Answer answer = login("type", "bot", "token", made.field("token"));

        assertThat(hub.api()
                        .withSession(answer.cookie())
                        .get("/api/auth/session")
                        .text())
                .contains("\"scopes\":[\"thread\",\"read\",\"thread\"],\"is_scoped_token\":true,");
    }

    @Test
    void anOrgsAdministratorLogsInWithItsSecret() {
        IdentityHub.NewOrg org = hub.org();

        Api.Answer answer = login("type", "org_admin", "org_id", org.id, "org_secret", org.secret);

        assertThat(answer.text())
                .isEqualTo("{\"session\":{\"role\":\"org_admin\",\"org_id\":\"%s\",\"expires_at\":%d}}"
                        .formatted(org.id, inHours(8)));
        assertThat(hub.api()
                        .withSession(answer.cookie())
                        .get("/api/auth/session")
                        .text())
                .isEqualTo(("{\"role\":\"org_admin\",\"org_id\":\"%s\",\"bot_id\":null,\"owner_name\":null,"
                                + "\"scopes\":null,\"is_scoped_token\":false,\"expires_at\":%d,"
                                + "\"config\":{\"max_file_size_mb\":50}}")
                        .formatted(org.id, inHours(8)));
    }

    @Test
    void theOperatorLogsInWithTheAdminSecret() {
        Api.Answer answer = login("type", "super_admin", "admin_secret", IdentityHub.ADMIN_SECRET);

        assertThat(answer.text())
                .isEqualTo("{\"session\":{\"role\":\"super_admin\",\"expires_at\":%d}}".formatted(inHours(4)));
        assertThat(hub.api().withSession(answer.cookie()).get("/api/orgs").status())
                .isEqualTo(200);
    }

    @Test
    void theCookieIsForTheBrowserAlone() {
        Api.Answer answer = login("type", "super_admin", "admin_secret", IdentityHub.ADMIN_SECRET);

        assertThat(answer.header("Set-Cookie").orElseThrow())
                .matches("hxa_session=[0-9a-f]{64}; Max-Age=14400; Path=/; Expires=Fri, 15 Jan 2027 12:00:00 GMT;"
                        + " HttpOnly; Secure; SameSite=Strict");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":null}",
                "{\"type\":5}",
                "{\"type\":\"root\"}",
                "{\"org_id\":\"x\",\"org_secret\":\"y\"}",
                "{\"type\":\"bot\"}",
                "{\"type\":\"bot\",\"token\":5}",
                "{\"type\":\"bot\",\"token\":\"x\",\"owner_name\":5}",
                "{\"type\":\"org_admin\",\"org_id\":\"x\"}",
                "{\"type\":\"org_admin\",\"org_secret\":\"x\"}",
                "{\"type\":\"super_admin\",\"admin_secret\":\"\"}"
            })
    void aLoginThatLacksSomethingIsNotAFailure(String body) {
        for (int i = 0; i < 25; i++) {
            assertThat(hub.api().postText("/api/auth/login", body).outcome()).isEqualTo("400 VALIDATION_ERROR");
        }
    }

    @Test
    void wrongCredentialsAreRefused() {
        IdentityHub.NewOrg org = hub.org();

        assertThat(login("type", "bot", "token", "bot_x").outcome()).isEqualTo("401 INVALID_TOKEN");
        Api.Answer wrongSecret = login("type", "org_admin", "org_id", org.id, "org_secret", "x");
        Api.Answer unknownOrg = login("type", "org_admin", "org_id", "x", "org_secret", "x");
        assertThat(wrongSecret.outcome()).isEqualTo("401 INVALID_CREDENTIALS");
        assertThat(unknownOrg.text()).as("cannot be told apart").isEqualTo(wrongSecret.text());
        assertThat(login("type", "super_admin", "admin_secret", "x").outcome()).isEqualTo("401 INVALID_CREDENTIALS");
    }

    @Test
    void nobodyLogsIntoASuspendedOrg() {
        IdentityHub.NewOrg org = hub.org();
        IdentityHub.NewBot bot = org.bot("scribe");
        hub.suspend(org);

        assertThat(login("type", "bot", "token", bot.token).outcome()).isEqualTo("403 ORG_INACTIVE");
        assertThat(login("type", "org_admin", "org_id", org.id, "org_secret", org.secret)
                        .outcome())
                .isEqualTo("403 ORG_INACTIVE");
        assertThat(login("type", "org_admin", "org_id", org.id, "org_secret", "x")
                        .outcome())
                .as("only who knows the secret is told")
                .isEqualTo("401 INVALID_CREDENTIALS");
    }

    @Test
    void aBotThatWaitsForApprovalCannotBeLoggedInAs() {
        IdentityHub.NewOrg org = hub.org();
        IdentityHub.NewBot bot = org.bot("scribe");
        BotId id = BotId.parse(bot.id).orElseThrow();
        hub.change(
                "UPDATE bots SET join_status = 'pending' WHERE org_id = $1 AND id = $2",
                org.orgId().value(),
                id.value());
        hub.identities.botChanged(org.orgId(), id);

        assertThat(login("type", "bot", "token", bot.token).outcome()).isEqualTo("403 BOT_NOT_ACTIVE");
    }

    @Test
    void withoutAnAdminSecretEverybodyIsTheOperatorAndNobodyCanLogInAsOne() {
        try (IdentityHub open = IdentityHub.withoutAdminSecret(H2.database())) {
            assertThat(open.api().get("/api/orgs").status()).isEqualTo(200);
            assertThat(open.api()
                            .post("/api/auth/login", "type", "super_admin", "admin_secret", "x")
                            .outcome())
                    .isEqualTo("500 SERVER_ERROR");
        }
    }

    @Test
    void fiveWrongSecretsLockTheOrgForThatAddress() {
        IdentityHub.NewOrg org = hub.org();
        Api guesser = hub.api().with("X-Forwarded-For", "198.51.100.1, 203.0.113.9");
        for (int i = 0; i < 5; i++) {
            Api.Answer refused = loginAs(guesser, org, "wrong");
            assertThat(refused.outcome()).isEqualTo("401 INVALID_CREDENTIALS");
            assertThat(refused.header("RateLimit")).as("%s left", 4 - i).hasValueSatisfying(left -> assertThat(left)
                    .startsWith("\"failed-logins\";r="));
        }

        Api.Answer locked = loginAs(guesser, org, org.secret);

        assertThat(locked.outcome()).isEqualTo("429 RATE_LIMITED");
        assertThat(locked.field("retry_after")).isEqualTo("900");
        assertThat(locked.header("Retry-After")).contains("900");
        assertThat(locked.header("RateLimit-Policy")).contains("\"failed-logins\";q=5;w=900");
        assertThat(locked.header("RateLimit")).contains("\"failed-logins\";r=0;t=900");
        assertThat(loginAs(guesser, hub.org(), "wrong").status())
                .as("another org")
                .isEqualTo(401);
        assertThat(loginAs(hub.api().with("X-Forwarded-For", "203.0.113.9, 203.0.113.10"), org, org.secret)
                        .status())
                .as("another address")
                .isEqualTo(200);
        hub.clock.advance(Duration.ofMinutes(15));
        assertThat(loginAs(guesser, org, org.secret).status()).isEqualTo(200);
    }

    @Test
    void threeWrongAdminSecretsLockForHalfAnHour() {
        for (int i = 0; i < 3; i++) {
            assertThat(login("type", "super_admin", "admin_secret", "x").status())
                    .isEqualTo(401);
        }

        assertThat(login("type", "super_admin", "admin_secret", IdentityHub.ADMIN_SECRET)
                        .field("retry_after"))
                .isEqualTo("1800");
    }

    @Test
    void fiveWrongTokensLockThoseThatBeginLikeThem() {
        for (int i = 0; i < 5; i++) {
            assertThat(login("type", "bot", "token", "bot_0000" + i).status()).isEqualTo(401);
        }

        assertThat(login("type", "bot", "token", "bot_0000x").status()).isEqualTo(429);
        assertThat(login("type", "bot", "token", "bot_0001").status()).isEqualTo(401);
    }

    @Test
    void twentyFailuresOfAnyKindLockAnAddress() {
        for (int i = 0; i < 20; i++) {
            assertThat(login("type", "bot", "token", i + "_______").status()).isEqualTo(401);
        }

        assertThat(login("type", "super_admin", "admin_secret", IdentityHub.ADMIN_SECRET)
                        .status())
                .isEqualTo(429);
    }

    @Test
    void loginAndLogoutAreWrittenIntoTheAuditLogWithoutTheCookie() {
        IdentityHub.NewOrg org = hub.org();
        IdentityHub.NewBot bot = org.bot("scribe");
        Api browser = hub.api().with("User-Agent", "Browser/1").with("X-Forwarded-For", "203.0.113.9");
        Api.Answer answer = browser.post("/api/auth/login", "type", "bot", "token", bot.token);
        String ref = Secrets.sessionRef(answer.cookie());
        browser.withSession(answer.cookie()).post("/api/auth/logout");

        assertThat(AuditRow.list(hub.database, org.orgId(), "auth.login"))
                .containsExactly(new AuditRow(
                        bot.id,
                        "auth.login",
                        "session",
                        ref,
                        "{\"role\":\"bot_owner\",\"ip\":\"203.0.113.9\",\"user_agent\":\"Browser/1\"}"));
        assertThat(AuditRow.list(hub.database, org.orgId(), "auth.logout"))
                .containsExactly(new AuditRow(
                        bot.id, "auth.logout", "session", ref, "{\"role\":\"bot_owner\",\"ip\":\"203.0.113.9\"}"));
    }

    @Test
    void whoLogsOutIsGoneAtOnce() {
        IdentityHub.NewOrg org = hub.org();
        Api admin = org.admin();
        String ref = onlySession(org);

        Api.Answer answer = admin.post("/api/auth/logout");

        assertThat(answer.text()).isEqualTo("{\"ok\":true}");
        assertThat(answer.header("Set-Cookie"))
                .contains("hxa_session=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure;"
                        + " SameSite=Strict");
        assertThat(admin.get("/api/org").outcome()).isEqualTo("401 AUTH_REQUIRED");
        assertThat(admin.post("/api/auth/logout").outcome()).isEqualTo("401 AUTH_REQUIRED");
        assertThat(hub.revoked).containsExactly("session " + ref);
    }

    @Test
    void theSessionOfAnOrgThatIsGoneCanStillBeLoggedOut() {
        IdentityHub.NewOrg org = hub.org();
        Api admin = org.admin();
        hub.change("DELETE FROM orgs WHERE org_id = $1", org.orgId().value());
        hub.change("DELETE FROM org_positions WHERE org_id = $1", org.orgId().value());
        hub.identities.orgChanged(org.orgId());

        assertThat(admin.post("/api/auth/logout").status()).isEqualTo(200);
    }

    @Test
    void aTokenIsNoSession() {
        Api bot = hub.org().bot("scribe").api();

        assertThat(bot.get("/api/auth/session").outcome()).isEqualTo("401 AUTH_REQUIRED");
        assertThat(bot.post("/api/auth/logout").outcome()).isEqualTo("401 AUTH_REQUIRED");
    }

    @Test
    void onlyTheCookiesHashIsKept() {
        String cookie = login("type", "super_admin", "admin_secret", IdentityHub.ADMIN_SECRET)
                .cookie();

        List<String> kept = hub.database
                .list("SELECT id_hash, ref FROM sessions LIMIT 1000", row -> row.string("id_hash") + row.string("ref"))
                .block();

        assertThat(kept)
                .noneMatch(text -> text.contains(cookie))
                .anyMatch(text -> text.startsWith(Secrets.hash(cookie)));
    }

    private String onlySession(IdentityHub.NewOrg org) {
        return hub.database
                .one(
                        "SELECT ref FROM sessions WHERE org_id = $1",
                        row -> row.string("ref"),
                        org.orgId().value())
                .block();
    }

    private Api.Answer login(Object... fields) {
        return hub.api().post("/api/auth/login", fields);
    }

    private static Api.Answer loginAs(Api api, IdentityHub.NewOrg org, String secret) {
        return api.post("/api/auth/login", "type", "org_admin", "org_id", org.id, "org_secret", secret);
    }

    private long inHours(int hours) {
        return hub.clock.millis() + Duration.ofHours(hours).toMillis();
    }
}
