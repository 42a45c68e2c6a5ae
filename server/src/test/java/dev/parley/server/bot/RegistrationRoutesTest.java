package dev.parley.server.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Insert;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.webhook.SqlWebhookRepository;
import dev.parley.persistence.webhook.Webhook;
import dev.parley.persistence.webhook.WebhookSecrets;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.auth.Secrets;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.JournalEntry;
import dev.parley.server.journal.Topic;
import dev.parley.server.testing.Api;
import dev.parley.server.testing.AuditRow;
import dev.parley.server.testing.IdentityHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegistrationRoutesTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private IdentityHub hub;
    private IdentityHub.NewOrg org;

    @BeforeEach
    void start() {
        hub = IdentityHub.on(H2.database());
        org = hub.org();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aBotWithTheOrgSecretIsAnActiveAdmin() {
        approvalRequired();

        Api.Answer answer = bySecret("name", "scribe");

        assertThat(answer.text())
                .isEqualTo(("{\"bot_id\":\"%1$s\",\"id\":\"%1$s\",\"org_id\":\"%2$s\",\"name\":\"scribe\","
                                + "\"auth_role\":\"admin\",\"online\":false,\"last_seen_at\":%3$d,\"created_at\":%3$d,"
                                + "\"metadata\":null,\"bio\":null,\"role\":null,\"function\":null,\"team\":null,"
                                + "\"tags\":null,\"languages\":null,\"protocols\":null,\"status_text\":null,"
                                + "\"timezone\":null,\"active_hours\":null,\"version\":\"1.0.0\",\"runtime\":null,"
                                + "\"join_status\":\"active\",\"token\":\"%4$s\"}")
                        .formatted(answer.field("bot_id"), org.id, hub.clock.millis(), answer.field("token")));
        assertThat(answer.field("token")).matches("bot_[0-9a-f]{48}");
        assertThat(hub.api().withToken(answer.field("token")).get("/api/me").field("id"))
                .isEqualTo(answer.field("id"));
    }

    @Test
    void theShorterPathIsTheSame() {
        assertThat(hub.api()
                        .post("/api/register", "org_id", org.id, "org_secret", org.secret, "name", "scribe")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void everythingABotTellsOfItselfIsKept() {
        Api.Answer answer = bySecret(
                "name",
                "Full-1_x",
                "metadata",
                List.of(1, "ä"),
                "bio",
                "writes",
                "role",
                "scribe",
                "function",
                "writing",
                "team",
                "red",
                "tags",
                List.of("a", "b"),
                "languages",
                List.of("de"),
                "protocols",
                Map.of("x", Map.of("y", 1)),
                "status_text",
                "busy",
                "timezone",
                "UTC",
                "active_hours",
                "9-5",
                "version",
                "2",
                "runtime",
                "jvm",
                "webhook_secret",
                "shared",
                "unknown",
                "ignored");

        String bot = answer.text();
        assertThat(bot)
                .contains("\"metadata\":[1,\"ä\"],\"bio\":\"writes\",\"role\":\"scribe\",\"function\":\"writing\","
                        + "\"team\":\"red\",\"tags\":[\"a\",\"b\"],\"languages\":[\"de\"],"
                        + "\"protocols\":{\"x\":{\"y\":1}},\"status_text\":\"busy\",\"timezone\":\"UTC\","
                        + "\"active_hours\":\"9-5\",\"version\":\"2\",\"runtime\":\"jvm\"")
                .doesNotContain("shared");
        String me = hub.api().withToken(answer.field("token")).get("/api/me").text();
        assertThat(bot).contains(me.substring(1, me.length() - 1));
    }

    @Test
    void aWebhookGetsWhatComesAfterTheRegistration() {
        Api.Answer answer =
                bySecret("name", "hooked", "webhook_url", " https://192.88.98.1/hook ", "webhook_secret", "shared");

        Webhook webhook = webhook(answer);
        assertThat(webhook.url()).isEqualTo("https://192.88.98.1/hook");
        assertThat(webhook.secrets()).isEqualTo(WebhookSecrets.only("shared"));
        assertThat(webhook.eventTypes()).isNull();
        assertThat(Position.millis(webhook.position())).isEqualTo(hub.clock.millis());
        assertThat(webhook.createdAt()).isEqualTo(hub.clock.millis());
        assertThat(answer.text()).doesNotContain("shared", "192.88");
        assertThat(webhook(bySecret("name", "unsigned", "webhook_url", "https://192.88.98.1"))
                        .secrets())
                .isEqualTo(WebhookSecrets.NONE);
        assertThat(webhook(bySecret("name", "plain", "webhook_url", "", "webhook_secret", "shared")))
                .isNull();
    }

    private Webhook webhook(Api.Answer registered) {
        BotId bot = BotId.parse(registered.field("bot_id")).orElseThrow();
        return new SqlWebhookRepository()
                .find(H2.database(), OrgId.parse(org.id).orElseThrow(), bot)
                .block();
    }

    @Test
    void aBotWithATicketIsAMember() {
        Api.Answer answer = byTicket(ticket(), "name", "first");

        assertThat(answer.field("auth_role")).isEqualTo("member");
        assertThat(answer.field("join_status")).isEqualTo("active");
        assertThat(answer.json().has("message")).isFalse();
    }

    @Test
    void whereApprovalIsRequiredABotWithATicketWaits() {
        IdentityHub.NewBot admin = org.bot("admin");
        approvalRequired();
        hub.entries.clear();

        Api.Answer answer = byTicket(ticket(), "name", "newcomer");

        assertThat(answer.field("join_status")).isEqualTo("pending");
        assertThat(answer.field("message")).isEqualTo("Awaiting org admin approval");
        assertThat(hub.api().withToken(answer.field("token")).get("/api/me").outcome())
                .isEqualTo("403 BOT_NOT_ACTIVE");
        assertThat(hub.entries).extracting(JournalEntry::type).containsExactly("bot_registered", "bot_join_request");
        JournalEntry request = hub.entries.get(1);
        assertThat(request.frame())
                .isEqualTo(
                        "{\"type\":\"bot_join_request\",\"bot\":{\"id\":\"%s\",\"name\":\"newcomer\"},\"org_id\":\"%s\"}"
                                .formatted(answer.field("id"), org.id));
        assertThat(request.topic()).isEqualTo(Topic.admins(org.orgId()));
        assertThat(request.audience())
                .isEqualTo(new Audience.Bots(Set.of(BotId.parse(admin.id).orElseThrow()), Audience.Admins.ALL));
    }

    @Test
    void aTicketMayLetABotSkipTheApproval() {
        approvalRequired();
        String ticket =
                org.admin().post("/api/org/tickets", "skip_approval", true).field("ticket");

        assertThat(byTicket(ticket, "name", "newcomer").field("join_status")).isEqualTo("active");
    }

    @Test
    void everybodyInTheOrgIsToldAndTheAuditLogToo() {
        hub.entries.clear();
        String id = byTicket(ticket(), "name", "scribe").field("id");

        assertThat(hub.entries).hasSize(1);
        JournalEntry entry = hub.entries.get(0);
        assertThat(entry.frame())
                .isEqualTo(("{\"type\":\"bot_registered\",\"bot\":{\"id\":\"%s\",\"name\":\"scribe\","
                                + "\"join_status\":\"active\"}}")
                        .formatted(id));
        assertThat(entry.topic()).isEqualTo(Topic.org(org.orgId()));
        assertThat(entry.audience()).isEqualTo(Audience.everyone());
        assertThat(AuditRow.list(hub.database, org.orgId(), "bot.register"))
                .containsExactly(new AuditRow(
                        id,
                        "bot.register",
                        "bot",
                        id,
                        "{\"name\":\"scribe\",\"reregister\":false,\"via\":\"ticket\",\"auth_role\":\"member\"}"));
    }

    @Test
    void aSecretWinsOverATicket() {
        Api.Answer answer = hub.api()
                .post("/api/register", "org_id", org.id, "org_secret", org.secret, "ticket", 5, "name", "scribe");

        assertThat(answer.field("auth_role")).isEqualTo("admin");
        assertThat(byTicket(ticket(), "name", "other", "org_secret", "").field("auth_role"))
                .as("an empty secret is none")
                .isEqualTo("member");
    }

    @Test
    void aWrongSecretAndAnUnknownOrgCannotBeToldApart() {
        Api.Answer wrong = hub.api().post("/api/register", "org_id", org.id, "org_secret", "x", "name", "a");
        Api.Answer unknown = hub.api().post("/api/register", "org_id", "x", "org_secret", "x", "name", "a");

        assertThat(wrong.outcome()).isEqualTo("401 INVALID_CREDENTIALS");
        assertThat(unknown.text()).isEqualTo(wrong.text());
    }

    @Test
    void nobodyJoinsASuspendedOrg() {
        String ticket = ticket();
        hub.suspend(org);

        assertThat(bySecret("name", "a").outcome()).isEqualTo("403 ORG_SUSPENDED");
        assertThat(byTicket(ticket, "name", "a").outcome()).isEqualTo("403 ORG_SUSPENDED");
    }

    @Test
    void aTicketMustBeOneOfTheOrgs() {
        assertThat(byTicket(5, "name", "a").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(byTicket("tkt_0000000000000000", "name", "a").outcome()).isEqualTo("401 INVALID_TICKET");
        String ofAnotherOrg = hub.org().admin().post("/api/org/tickets").field("ticket");
        assertThat(byTicket(ofAnotherOrg, "name", "a").outcome()).isEqualTo("401 INVALID_TICKET");
        assertThat(hub.api()
                        .post("/api/register", "org_id", "x", "ticket", "y", "name", "a")
                        .outcome())
                .isEqualTo("401 INVALID_TICKET");
    }

    @Test
    void aTicketIsForOneBot() {
        String ticket = ticket();

        assertThat(byTicket(ticket, "name", "a").status()).isEqualTo(200);
        assertThat(byTicket(ticket, "name", "b").outcome()).isEqualTo("401 TICKET_CONSUMED");
        hub.clock.advance(Duration.ofMinutes(30));
        assertThat(byTicket(ticket, "name", "b").outcome())
                .as("expired comes before used up")
                .isEqualTo("401 TICKET_EXPIRED");
    }

    @Test
    void aTicketIsAlsoKnownByItsId() {
        ticket();
        String id = org.admin()
                .get("/api/org/tickets")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();

        assertThat(byTicket(id, "name", "a").status()).isEqualTo(200);
    }

    @Test
    void aReusableTicketIsNeverUsedUp() {
        String ticket = org.admin().post("/api/org/tickets", "reusable", true).field("ticket");

        assertThat(byTicket(ticket, "name", "a").status()).isEqualTo(200);
        assertThat(byTicket(ticket, "name", "b").status()).isEqualTo(200);
    }

    @Test
    void aNameThatIsTakenDoesNotCostTheTicket() {
        String ticket = ticket();
        org.bot("taken");

        assertThat(byTicket(ticket, "name", "taken").outcome()).isEqualTo("409 NAME_CONFLICT");
        assertThat(byTicket(ticket, "name", "Taken").status())
                .as("case matters")
                .isEqualTo(200);
        assertThat(bySecret("name", "taken").outcome()).isEqualTo("409 NAME_CONFLICT");
        assertThat(hub.org().bot("taken").id).as("another org").isNotNull();
    }

    @Test
    void theNameOfADeletedBotIsNotGivenAway() {
        TestOrg.existing(hub.database, org.orgId())
                .insert(
                        Insert.into("bot_name_tombstones", "org_id", "name", "deleted_at"),
                        org.orgId().value(),
                        "gone",
                        1L);
        String ticket = ticket();

        assertThat(bySecret("name", "gone").outcome()).isEqualTo("409 NAME_TOMBSTONED");
        assertThat(byTicket(ticket, "name", "gone").outcome()).isEqualTo("409 NAME_TOMBSTONED");
        assertThat(byTicket(ticket, "name", "here").status()).isEqualTo(200);
    }

    @Test
    void ofManyWhoWantANameOrATicketOneGetsIt() {
        Map<String, Long> names = outcomes(i -> bySecret("name", "same"));
        assertThat(names).containsOnly(Map.entry("200", 1L), Map.entry("409 NAME_CONFLICT", 19L));

        String ticket = ticket();
        Map<String, Long> tickets = outcomes(i -> byTicket(ticket, "name", "b" + i));
        assertThat(tickets).containsOnly(Map.entry("200", 1L), Map.entry("401 TICKET_CONSUMED", 19L));
    }

    @Test
    void aBurstOfRegistrationsIsNotTakenForGuessing() {
        assertThat(outcomes(i -> bySecret("name", "bot" + i))).containsOnly(Map.entry("200", 20L));
        for (int i = 0; i < 60; i++) {
            assertThat(bySecret("name", "next" + i).status()).isEqualTo(200);
            assertThat(bySecret("name", "next" + i).status()).isEqualTo(409);
        }
    }

    @Test
    void guessingIsLockedOutPerAddress() {
        String ticket = ticket();
        for (int i = 0; i < 10; i++) {
            assertThat(hub.api()
                            .post("/api/register", "org_id", org.id, "org_secret", "x", "name", "a")
                            .status())
                    .isEqualTo(401);
            assertThat(byTicket("tkt_" + i, "name", "a").status()).isEqualTo(401);
        }

        Api.Answer locked = byTicket(ticket, "name", "a");

        assertThat(locked.outcome()).isEqualTo("429 RATE_LIMITED");
        assertThat(locked.header("RateLimit")).contains("\"failed-registrations\";r=0;t=900");
        assertThat(bySecret("name", "a").field("retry_after")).isEqualTo("900");
        assertThat(org.admin()).as("logins are counted apart").isNotNull();
        assertThat(hub.api()
                        .with("X-Forwarded-For", "203.0.113.9")
                        .post("/api/register", "org_id", org.id, "ticket", ticket, "name", "a")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void onlyTheTokensHashIsKept() {
        String token = bySecret("name", "scribe").field("token");

        List<String> hashes = hub.database
                .list(
                        "SELECT token_hash FROM tokens WHERE org_id = $1 LIMIT 9",
                        row -> row.string("token_hash"),
                        org.orgId().value())
                .block();
        assertThat(hashes).containsExactly(Secrets.hash(token));
    }

    private Map<String, Long> outcomes(IntFunction<Api.Answer> attempt) {
        return IntStream.range(0, 20)
                .parallel()
                .mapToObj(attempt)
                .map(Api.Answer::outcome)
                .collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()));
    }

    private Api.Answer bySecret(Object... fields) {
        return post(List.of("org_id", org.id, "org_secret", org.secret), fields);
    }

    private Api.Answer byTicket(Object ticket, Object... fields) {
        return post(List.of("org_id", org.id, "ticket", ticket), fields);
    }

    private Api.Answer post(List<Object> credentials, Object... fields) {
        List<Object> all = new ArrayList<>(credentials);
        all.addAll(List.of(fields));
        return hub.api().post("/api/auth/register", all.toArray());
    }

    private String ticket() {
        return org.admin().post("/api/org/tickets").field("ticket");
    }

    private void approvalRequired() {
        assertThat(org.admin()
                        .patch("/api/org/settings", "join_approval_required", true)
                        .status())
                .isEqualTo(200);
    }
}
