package dev.parley.server.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.Shape;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the SDK calls to come in and to know who is there. */
interface IdentityQuickstart {

    TestHub hub();

    @Test
    default void theOperatorLogsInAndMakesAnOrganisation() {
        Answer login = hub().client()
                .post("/api/auth/login", Fields.of("type", "super_admin", "admin_secret", TestHub.ADMIN_SECRET));
        assertThat(login.status()).isEqualTo(200);
        Shape.of().with("session", Shape.of("role text", "expires_at ms")).check(login.json());
        assertThat(login.header("Set-Cookie").orElse(""))
                .startsWith("hxa_session=")
                .contains("Max-Age=14400", "Path=/", "HttpOnly", "Secure", "SameSite=Strict")
                .doesNotContain("Domain");

        Answer org = hub().client().withCookie(login.cookie()).post("/api/orgs", Fields.of("name", "acme"));
        assertThat(org.status()).isEqualTo(200);
        Shape.of("id uuid", "name text", "org_secret text", "persist_messages bool", "status text", "created_at ms")
                .check(org.json());
        assertThat(org.json().path("org_secret").asString()).matches("[0-9a-f]{48}");
        assertThat(org.json().path("status").asString()).isEqualTo("active");
    }

    @Test
    default void anAdminLogsIntoAnOrganisation() {
        TestOrg org = hub().org();
        Answer login = hub().client()
                .post(
                        "/api/auth/login",
                        Fields.of("type", "org_admin", "org_id", org.id(), "org_secret", org.secret()));
        assertThat(login.status()).isEqualTo(200);
        JsonNode body = Shape.of()
                .with("session", Shape.of("role text", "org_id uuid", "expires_at ms"))
                .check(login.json());
        assertThat(body.at("/session/role").asString()).isEqualTo("org_admin");

        Answer wrong = hub().client()
                .post("/api/auth/login", Fields.of("type", "org_admin", "org_id", org.id(), "org_secret", "guess"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(wrong.header("Set-Cookie")).isEmpty();
    }

    @Test
    default void aBotRegistersWithTheOrganisationsSecret() {
        TestOrg org = hub().org();
        Answer answer = hub().client()
                .post(
                        "/api/auth/register",
                        Fields.of("org_id", org.id(), "org_secret", org.secret(), "name", "scribe", "bio", "writes"));
        assertThat(answer.status()).isEqualTo(200);
        JsonNode bot = Shapes.REGISTERED.check(answer.json());
        assertThat(bot.path("token").asString()).matches("bot_[0-9a-f]{48}");
        assertThat(bot.path("bot_id")).isEqualTo(bot.path("id"));
        assertThat(bot.path("auth_role").asString()).isEqualTo("admin");
        assertThat(bot.path("join_status").asString()).isEqualTo("active");
        assertThat(bot.path("version").asString()).isEqualTo("1.0.0");
        assertThat(bot.path("bio").asString()).isEqualTo("writes");
        assertThat(bot.path("tags").isNull()).isTrue();
    }

    @Test
    default void aTicketLetsOneBotRegister() {
        TestOrg org = hub().org();
        Answer ticket = org.admin().post("/api/org/tickets");
        assertThat(ticket.status()).isEqualTo(200);
        Shape.of("ticket text", "expires_at ms", "reusable bool", "skip_approval bool")
                .check(ticket.json());

        Object registration = Fields.of(
                "org_id", org.id(), "ticket", ticket.json().path("ticket").asString(), "name", "guest");
        Answer first = hub().client().post("/api/auth/register", registration);
        assertThat(first.status()).isEqualTo(200);
        assertThat(Shapes.REGISTERED.check(first.json()).path("auth_role").asString())
                .isEqualTo("member");

        Answer second = hub().client().post("/api/auth/register", registration);
        assertThat(second.status()).isEqualTo(401);
        assertThat(second.code()).isEqualTo("TICKET_CONSUMED");
    }

    @Test
    default void aTicketCanServeManyBots() {
        TestOrg org = hub().org();
        Answer ticket = org.admin().post("/api/org/tickets", Fields.of("reusable", true, "expires_in", 60));
        assertThat(ticket.json().path("reusable").asBoolean()).isTrue();
        for (String name : new String[] {"one", "two"}) {
            Answer answer = hub().client()
                    .post(
                            "/api/auth/register",
                            Fields.of(
                                    "org_id",
                                    org.id(),
                                    "ticket",
                                    ticket.json().path("ticket").asString(),
                                    "name",
                                    name));
            assertThat(answer.status()).as(name).isEqualTo(200);
        }
    }

    @Test
    default void aBotSeesItselfAndItsPeers() {
        TestOrg org = hub().org();
        TestBot scribe = org.adminBot("scribe");
        TestBot zoe = org.bot("Zoe");
        TestBot abe = org.bot("abe");

        Answer me = scribe.http().get("/api/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(Shapes.BOT.check(me.json()).path("id").asString()).isEqualTo(scribe.id());

        Answer peers = scribe.http().get("/api/peers");
        assertThat(peers.status()).isEqualTo(200);
        assertThat(Shapes.BOT.checkEach(peers.json()).valueStream().map(bot -> bot.path("id")
                        .asString()))
                .containsExactlyInAnyOrder(zoe.id(), abe.id());
    }

    @Test
    default void theOrganisationsHeaderIsChecked() {
        TestBot bot = hub().org().bot("careful");
        HubClient right = bot.http()
                .with(
                        "X-Org-Id",
                        bot.http().get("/api/me").json().path("org_id").asString());
        assertThat(right.get("/api/me").status()).isEqualTo(200);

        Answer wrong = bot.http().with("X-Org-Id", hub().org().id()).get("/api/me");
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.code()).isEqualTo("ORG_MISMATCH");
    }

    @Test
    default void aTicketForTheWebSocketNeedsNoBody() {
        Answer answer = hub().org().bot("listener").http().post("/api/ws-ticket");
        assertThat(answer.status()).isEqualTo(200);
        Shape.of("ticket text", "expires_in int").check(answer.json());
        assertThat(answer.json().path("ticket").asString()).matches("[0-9a-f]{48}");
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(30);
    }
}
