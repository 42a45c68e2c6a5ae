package dev.parley.server.org;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renaming, suspending, restoring and destroying organisations, and replacing their secrets, on a whole hub. */
class OrgLifecycleTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private final TestOrg org = HUB.org();

    @Nested
    class Changing {

        @Test
        void nameAndStatusCanBeChangedTogetherOrNotAtAll() {
            assertThat(patch(Fields.of("name", "Acme", "status", "suspended")).body())
                    .isEqualTo("{\"id\":\"%s\",\"name\":\"Acme\",\"status\":\"suspended\"}".formatted(org.id()));
            assertThat(patch(Map.of()).body())
                    .isEqualTo("{\"id\":\"%s\",\"name\":\"Acme\",\"status\":\"suspended\"}".formatted(org.id()));
            assertThat(patch(Fields.of("status", "active"))
                            .json()
                            .path("status")
                            .asString())
                    .isEqualTo("active");
            assertThat(org.admin().get("/api/org").body())
                    .isEqualTo("{\"id\":\"%s\",\"name\":\"Acme\",\"status\":\"active\"}".formatted(org.id()));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"status\":\"destroyed\",\"name\":\"x\"}",
                    "{\"status\":null,\"name\":\"x\"}",
                    "{\"status\":1,\"name\":\"x\"}",
                    "{\"status\":\"suspended\",\"name\":\"\"}",
                    "{\"status\":\"suspended\",\"name\":null}",
                    "{\"status\":\"suspended\",\"name\":7}"
                })
        void nothingIsWrittenWhenAnythingIsWrong(String body) {
            assertThat(outcome(HUB.operator().patch("/api/orgs/" + org.id(), body)))
                    .isEqualTo("400 VALIDATION_ERROR");
            assertThat(org.admin().get("/api/org").json().path("status").asString())
                    .isEqualTo("active");
        }

        @Test
        void aNameHasALimit() {
            assertThat(patch(Fields.of("name", "n".repeat(256))).status()).isEqualTo(200);
            assertThat(outcome(patch(Fields.of("name", "n".repeat(257))))).isEqualTo("400 VALIDATION_ERROR");
            assertThat(outcome(HUB.operator().post("/api/orgs", Fields.of("name", "n".repeat(257)))))
                    .isEqualTo("400 VALIDATION_ERROR");
        }

        @ParameterizedTest
        @ValueSource(strings = {"no-id", "00000000-0000-7000-8000-000000000000"})
        void anOrgThatIsNotThereIsNotFoundWhateverIsSent(String id) {
            assertThat(outcome(HUB.operator().patch("/api/orgs/" + id, Fields.of("status", "gone"))))
                    .isEqualTo("404 NOT_FOUND");
            assertThat(outcome(HUB.operator().delete("/api/orgs/" + id))).isEqualTo("404 NOT_FOUND");
            assertThat(outcome(HUB.operator().post("/api/orgs/" + id + "/rotate-secret")))
                    .isEqualTo("404 NOT_FOUND");
        }
    }

    @Nested
    class Suspending {

        @Test
        void everybodyIsRefusedUntilItIsRestored() {
            TestBot bot = org.bot("worker");
            HubClient owner = owner(bot);

            patch(Fields.of("status", "suspended"));

            assertThat(outcome(bot.http().get("/api/me"))).isEqualTo("403 ORG_SUSPENDED");
            assertThat(outcome(owner.get("/api/me"))).isEqualTo("403 ORG_SUSPENDED");
            assertThat(outcome(org.admin().get("/api/org"))).isEqualTo("403 ORG_SUSPENDED");
            assertThat(outcome(HUB.client().post("/api/auth/login", adminLogin(org.secret()))))
                    .isEqualTo("403 ORG_INACTIVE");
            assertThat(outcome(register(Fields.of("org_secret", org.secret())))).isEqualTo("403 ORG_SUSPENDED");

            patch(Fields.of("status", "active"));

            assertThat(bot.http().get("/api/me").status()).isEqualTo(200);
            assertThat(owner.get("/api/me").status()).isEqualTo(200);
            assertThat(org.admin().get("/api/org").status()).isEqualTo(200);
        }

        @Test
        void itsUnusedTicketsAreGoneForGood() {
            String ticket = org.ticket();

            patch(Fields.of("status", "suspended"));
            patch(Fields.of("status", "active"));

            assertThat(outcome(register(Fields.of("ticket", ticket)))).isEqualTo("401 INVALID_TICKET");
        }

        @Test
        void itsSocketsAreClosedAndNobodyElses() {
            TestBot neighbour = HUB.org().bot("neighbour");
            try (HubSocket spared = neighbour.connect()) {
                HubSocket ofBot = org.bot("worker").connect();
                HubSocket ofAdmin = org.admin().connect();

                patch(Fields.of("status", "suspended"));

                assertThat(ofBot.closed().code()).isEqualTo(4100);
                assertThat(ofAdmin.closed().code()).isEqualTo(4100);
                spared.send(Fields.of("type", "ping"));
                assertThat(spared.next().path("type").asString()).isEqualTo("pong");
            }
        }

        @Test
        void aTicketForASocketDoesNotHelp() {
            TestBot bot = org.bot("worker");
            String ticket =
                    bot.http().post("/api/ws-ticket").json().path("ticket").asString();

            patch(Fields.of("status", "suspended"));

            assertThat(bot.http().connect(ticket).closed().code()).isEqualTo(4100);
        }
    }

    @Nested
    class Rotating {

        @Test
        void theOldSecretTheTicketsAndTheAdminsSessionsEnd() {
            TestBot bot = org.bot("worker");
            HubClient owner = owner(bot);
            HubClient otherAdmin = org.logIn();
            HubSocket ofAdmin = otherAdmin.connect();
            String ticket = org.ticket();

            Answer rotated = org.admin().post("/api/org/rotate-secret");

            String secret = rotated.json().path("org_secret").asString();
            assertThat(secret).matches("[0-9a-f]{48}").isNotEqualTo(org.secret());
            assertThat(rotated.body()).isEqualTo("{\"org_secret\":\"" + secret + "\"}");
            assertThat(outcome(HUB.client().post("/api/auth/login", adminLogin(org.secret()))))
                    .isEqualTo("401 INVALID_CREDENTIALS");
            assertThat(outcome(register(Fields.of("org_secret", org.secret())))).isEqualTo("401 INVALID_CREDENTIALS");
            assertThat(outcome(register(Fields.of("ticket", ticket)))).isEqualTo("401 INVALID_TICKET");
            assertThat(outcome(org.admin().get("/api/org"))).isEqualTo("401 AUTH_REQUIRED");
            assertThat(outcome(otherAdmin.get("/api/org"))).isEqualTo("401 AUTH_REQUIRED");
            assertThat(ofAdmin.closed().code()).isEqualTo(4002);
            assertThat(bot.http().get("/api/me").status()).isEqualTo(200);
            assertThat(owner.get("/api/me").status()).isEqualTo(200);
            assertThat(HUB.client().post("/api/auth/login", adminLogin(secret)).status())
                    .isEqualTo(200);
        }

        @Test
        void anAdminBotAndTheOperatorMayDoItToo() {
            TestBot admin = org.adminBot("chief");
            try (HubSocket ofBot = admin.connect()) {
                String first = secretOf(admin.http().post("/api/org/rotate-secret"));
                String second = secretOf(HUB.operator().post("/api/orgs/" + org.id() + "/rotate-secret"));

                assertThat(outcome(HUB.client().post("/api/auth/login", adminLogin(first))))
                        .isEqualTo("401 INVALID_CREDENTIALS");
                assertThat(HUB.client()
                                .post("/api/auth/login", adminLogin(second))
                                .status())
                        .isEqualTo(200);
                ofBot.send(Fields.of("type", "ping"));
                assertThat(ofBot.next("pong")).isNotNull();
            }
        }

        @Test
        void theOperatorHasNoOrgOfItsOwn() {
            assertThat(outcome(HUB.operator().post("/api/org/rotate-secret"))).isEqualTo("404 NOT_FOUND");
        }

        private String secretOf(Answer answer) {
            return answer.json().path("org_secret").asString();
        }
    }

    @Nested
    class Destroying {

        @Test
        void nobodyIsKnownAnyMore() {
            TestBot bot = org.bot("worker");
            HubClient owner = owner(bot);
            String ticket = org.ticket();
            HubSocket ofBot = bot.connect();
            HubSocket ofAdmin = org.admin().connect();

            Answer destroyed = HUB.operator().delete("/api/orgs/" + org.id());

            assertThat(destroyed.status()).isEqualTo(204);
            assertThat(destroyed.body()).isEmpty();
            assertThat(ofBot.closed().code()).isEqualTo(4101);
            assertThat(ofAdmin.closed().code()).isEqualTo(4101);
            assertThat(outcome(bot.http().get("/api/me"))).isEqualTo("401 INVALID_TOKEN");
            assertThat(outcome(owner.get("/api/me"))).isEqualTo("401 AUTH_REQUIRED");
            assertThat(outcome(org.admin().get("/api/org"))).isEqualTo("401 AUTH_REQUIRED");
            assertThat(outcome(HUB.client().post("/api/auth/login", adminLogin(org.secret()))))
                    .isEqualTo("401 INVALID_CREDENTIALS");
            assertThat(outcome(register(Fields.of("org_secret", org.secret())))).isEqualTo("401 INVALID_CREDENTIALS");
            assertThat(outcome(register(Fields.of("ticket", ticket)))).isEqualTo("401 INVALID_TICKET");
            assertThat(HUB.operator().get("/api/orgs").body()).doesNotContain(org.id());
            assertThat(outcome(patch(Fields.of("status", "active")))).isEqualTo("404 NOT_FOUND");
            assertThat(outcome(HUB.operator().delete("/api/orgs/" + org.id()))).isEqualTo("404 NOT_FOUND");
            assertThat(outcome(HUB.operator().post("/api/orgs/" + org.id() + "/rotate-secret")))
                    .isEqualTo("404 NOT_FOUND");
        }
    }

    private Answer patch(Object body) {
        return HUB.operator().patch("/api/orgs/" + org.id(), body);
    }

    private HubClient owner(TestBot bot) {
        return HUB.client().withCookie(HUB.logIn(Fields.of("type", "bot", "token", bot.token())));
    }

    private Map<String, Object> adminLogin(String secret) {
        return Fields.of("type", "org_admin", "org_id", org.id(), "org_secret", secret);
    }

    private Answer register(Map<String, Object> credential) {
        Map<String, Object> body = Fields.of("org_id", org.id(), "name", "bot-" + UUID.randomUUID());
        body.putAll(credential);
        return HUB.client().post("/api/auth/register", body);
    }

    private static String outcome(Answer answer) {
        return (answer.status() + " " + answer.code()).strip();
    }
}
