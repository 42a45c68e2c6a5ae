package dev.parley.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Insert;
import dev.parley.persistence.testing.RecordingDatabase;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.server.testing.Api;
import dev.parley.server.testing.IdentityHub;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The order in which a request is told apart: contract/identity.md §3. */
class AuthenticationTest {

    private static final Insert SCOPED_TOKEN = Insert.into(
            "tokens", "token_hash", "org_id", "bot_id", "id", "is_primary", "scopes", "expires_at", "created_at");

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private static RecordingDatabase database;
    private static IdentityHub hub;

    @BeforeAll
    static void start() {
        database = new RecordingDatabase(H2.database());
        hub = IdentityHub.on(database);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void withoutACredentialOneMustAuthenticate() {
        assertThat(hub.api().get("/api/org").outcome()).isEqualTo("401 AUTH_REQUIRED");
        assertThat(hub.api().get("/api/org?token=" + hub.org().bot("a").token).outcome())
                .as("tokens are never read from the query")
                .isEqualTo("401 AUTH_REQUIRED");
    }

    @Test
    void anUnknownTokenIsInvalid() {
        assertThat(hub.api().withToken("bot_unknown").get("/api/org").outcome()).isEqualTo("401 INVALID_TOKEN");
    }

    @Test
    void aTokenStandsForItsBot() {
        IdentityHub.NewOrg org = hub.org();

        assertThat(org.bot("a").api().get("/api/org").field("id")).isEqualTo(org.id);
    }

    @Test
    void aBotThatIsNotActiveIsToldSo() {
        IdentityHub.NewOrg org = hub.org();
        IdentityHub.NewBot bot = org.bot("a");
        setStatus(org, bot, "pending");

        Api.Answer answer = bot.api().with("X-Org-Id", "another").get("/api/org");

        assertThat(answer.outcome()).as("before the org is looked at").isEqualTo("403 BOT_NOT_ACTIVE");
        assertThat(answer.field("error")).isEqualTo("bot_not_active");
        assertThat(answer.field("join_status")).isEqualTo("pending");
        assertThat(answer.field("message")).isNotBlank();
        setStatus(org, bot, "rejected");
        assertThat(bot.api().get("/api/org").field("join_status")).isEqualTo("rejected");
        setStatus(org, bot, "active");
        assertThat(bot.api().get("/api/org").status()).isEqualTo(200);
    }

    @Test
    void theOrgOfTheHeaderMustBeTheTokens() {
        IdentityHub.NewOrg org = hub.org();
        IdentityHub.NewBot bot = org.bot("a");

        assertThat(bot.api().with("X-Org-Id", org.id).get("/api/org").status()).isEqualTo(200);
        assertThat(bot.api().with("X-Org-Id", hub.org().id).get("/api/org").outcome())
                .isEqualTo("403 ORG_MISMATCH");
        assertThat(bot.api().with("X-Org-Id", "no id").get("/api/org").outcome())
                .isEqualTo("403 ORG_MISMATCH");
        hub.suspend(org);
        assertThat(bot.api().with("X-Org-Id", "no id").get("/api/org").outcome())
                .isEqualTo("403 ORG_MISMATCH");
        assertThat(bot.api().get("/api/org").outcome()).isEqualTo("403 ORG_SUSPENDED");
    }

    @Test
    void aScopedTokenExpiresBeforeAnythingElseIsLookedAt() {
        IdentityHub.NewOrg org = hub.org();
        IdentityHub.NewBot bot = org.bot("a");
        Api scoped = hub.api().withToken(scopedToken(org, bot, hub.clock.millis() + 1000, "[\"read\"]"));

        assertThat(scoped.get("/api/me").status()).isEqualTo(200);
        hub.clock.advance(Duration.ofSeconds(1));
        assertThat(scoped.get("/api/me").status()).as("to the millisecond").isEqualTo(200);
        hub.clock.advance(Duration.ofMillis(1));
        setStatus(org, bot, "rejected");
        assertThat(scoped.get("/api/me").outcome()).isEqualTo("401 TOKEN_EXPIRED");
    }

    @Test
    void aScopeThatIsMissingIsNamed() {
        IdentityHub.NewOrg org = hub.org();
        IdentityHub.NewBot bot = org.bot("a");
        Api messenger = hub.api().withToken(scopedToken(org, bot, Long.MAX_VALUE, "[\"message\"]"));

        assertThat(messenger.get("/api/me").outcome()).isEqualTo("403 INSUFFICIENT_SCOPE");
        assertThat(messenger.get("/api/org").status()).isEqualTo(200);
        assertThat(messenger.get("/api/org/settings").status())
                .as("an admin bot's scopes are not asked for")
                .isEqualTo(200);
    }

    @Test
    void aSessionWinsOverAToken() {
        IdentityHub.NewOrg org = hub.org();

        Api both = hub.org().admin().withToken(org.bot("a").token);

        assertThat(both.get("/api/org").field("id")).isNotEqualTo(org.id);
        assertThat(both.get("/api/me").outcome()).isEqualTo("403 FORBIDDEN");
    }

    @Test
    void anUnknownSessionCountsAsNone() {
        Api.Answer answer = hub.api().withSession("0".repeat(64)).get("/api/org");

        assertThat(answer.outcome()).isEqualTo("401 AUTH_REQUIRED");
        assertThat(hub.api()
                        .withSession("x")
                        .withToken(hub.org().bot("a").token)
                        .get("/api/org")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSessionOfASuspendedOrgIsRefusedUntilItIsRestored() {
        IdentityHub.NewOrg org = hub.org();
        Api admin = org.admin();
        Api owner = owner(org.bot("a"));
        hub.suspend(org);

        assertThat(admin.get("/api/org").outcome()).isEqualTo("403 ORG_SUSPENDED");
        assertThat(owner.get("/api/me").outcome()).isEqualTo("403 ORG_SUSPENDED");
        assertThat(admin.get("/api/auth/session").status()).isEqualTo(200);

        hub.change(
                "UPDATE orgs SET status = 'active' WHERE org_id = $1",
                org.orgId().value());
        hub.identities.orgChanged(org.orgId());
        assertThat(admin.get("/api/org").status()).isEqualTo(200);
        assertThat(owner.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void aSessionWhoseBotOrOrgIsGoneStandsForNobody() {
        IdentityHub.NewOrg org = hub.org();
        Api admin = org.admin();
        IdentityHub.NewBot bot = org.bot("a");
        Api owner = owner(bot);
        TestOrg.existing(hub.database, org.orgId()).forget(BotId.parse(bot.id).orElseThrow());
        hub.identities.botChanged(org.orgId(), BotId.parse(bot.id).orElseThrow());

        assertThat(owner.get("/api/me").outcome()).isEqualTo("401 SESSION_INVALID");
        assertThat(bot.api().get("/api/me").outcome()).isEqualTo("401 INVALID_TOKEN");

        hub.change("DELETE FROM orgs WHERE org_id = $1", org.orgId().value());
        hub.identities.orgChanged(org.orgId());
        assertThat(admin.get("/api/org").outcome()).isEqualTo("403 ORG_DESTROYED");
    }

    @Test
    void aRejectedBotsOwnerIsRefusedToo() {
        IdentityHub.NewOrg org = hub.org();
        IdentityHub.NewBot bot = org.bot("a");
        Api owner = owner(bot);
        setStatus(org, bot, "rejected");

        assertThat(owner.get("/api/me").outcome()).isEqualTo("403 BOT_NOT_ACTIVE");
    }

    @Test
    void aRoleCountsFromTheMomentItIsGiven() {
        IdentityHub.NewOrg org = hub.org();
        IdentityHub.NewBot bot = org.bot("a");
        Api owner = owner(bot);
        assertThat(bot.api().get("/api/org/settings").status()).isEqualTo(200);
        assertThat(owner.get("/api/org/settings").status()).isEqualTo(200);

        change(org, bot, "auth_role", "member");

        assertThat(bot.api().get("/api/org/settings").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(owner.get("/api/org/settings").outcome()).isEqualTo("403 FORBIDDEN");
    }

    @Test
    void noRequestAfterAChangeSeesTheOldStateHoweverManyAreUnderWay() {
        IdentityHub.NewOrg org = hub.org();
        IdentityHub.NewBot bot = org.bot("a");
        Disposable requests = Flux.range(0, 4)
                .flatMap(
                        client -> Mono.fromSupplier(
                                        () -> bot.api().get("/api/org/settings").status())
                                .subscribeOn(Schedulers.boundedElastic())
                                .repeat(),
                        4)
                .subscribe();
        try {
            for (int i = 0; i < 40; i++) {
                boolean admin = i % 2 == 1;
                change(org, bot, "auth_role", admin ? "admin" : "member");
                assertThat(bot.api().get("/api/org/settings").status()).isEqualTo(admin ? 200 : 403);
            }
        } finally {
            requests.dispose();
        }
    }

    @Test
    void aSuperAdminHasNoOrg() {
        assertThat(hub.superAdmin().get("/api/org").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(hub.superAdmin().get("/api/me").outcome()).isEqualTo("403 FORBIDDEN");
    }

    @Test
    void theAdminSecretIsNoToken() {
        assertThat(hub.api()
                        .withToken(IdentityHub.ADMIN_SECRET)
                        .get("/api/orgs")
                        .outcome())
                .isEqualTo("401 AUTH_REQUIRED");
        assertThat(hub.api().withToken(IdentityHub.ADMIN_SECRET).get("/api/org").outcome())
                .isEqualTo("401 INVALID_TOKEN");
    }

    @Test
    void inTheSteadyStateARequestAsksNoDatabase() {
        IdentityHub.NewOrg org = hub.org();
        Api bot = org.bot("a").api();
        Api owner = owner(org.bot("b"));
        Api admin = org.admin();
        bot.post("/api/ws-ticket");
        owner.post("/api/ws-ticket");
        admin.post("/api/ws-ticket");
        bot.get("/api/me");
        owner.get("/api/me");

        database.take();
        for (int i = 0; i < 10; i++) {
            assertThat(bot.post("/api/ws-ticket").status()).isEqualTo(200);
            assertThat(owner.post("/api/ws-ticket").status()).isEqualTo(200);
            assertThat(admin.post("/api/ws-ticket").status()).isEqualTo(200);
            assertThat(bot.get("/api/me").status()).isEqualTo(200);
            assertThat(owner.get("/api/me").status()).isEqualTo(200);
        }
        assertThat(database.take()).isEmpty();
    }

    private static Api owner(IdentityHub.NewBot bot) {
        String cookie = hub.api()
                .post("/api/auth/login", "type", "bot", "token", bot.token, "owner_name", "Ada")
                .cookie();
        return hub.api().withSession(cookie);
    }

    private static void setStatus(IdentityHub.NewOrg org, IdentityHub.NewBot bot, String status) {
        change(org, bot, "join_status", status);
    }

    private static void change(IdentityHub.NewOrg org, IdentityHub.NewBot bot, String column, String value) {
        BotId id = BotId.parse(bot.id).orElseThrow();
        hub.change(
                "UPDATE bots SET " + column + " = $3 WHERE org_id = $1 AND id = $2",
                org.orgId().value(),
                id.value(),
                value);
        hub.identities.botChanged(org.orgId(), id);
    }

    private static String scopedToken(IdentityHub.NewOrg org, IdentityHub.NewBot bot, long expiresAt, String scopes) {
        String token = "scoped_" + Ids.next();
        TestOrg.existing(hub.database, org.orgId())
                .insert(
                        SCOPED_TOKEN,
                        Secrets.hash(token),
                        org.orgId().value(),
                        BotId.parse(bot.id).orElseThrow().value(),
                        Ids.next(),
                        false,
                        scopes,
                        expiresAt,
                        1L);
        return token;
    }
}
