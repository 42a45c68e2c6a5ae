package dev.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.AddressRanges;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.journal.SqlJournalRepository;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.webhook.SqlWebhookLogRepository;
import dev.parley.persistence.webhook.SqlWebhookRepository;
import dev.parley.persistence.webhook.Webhook;
import dev.parley.persistence.webhook.WebhookAttempt;
import dev.parley.persistence.webhook.WebhookDeadLetter;
import dev.parley.persistence.webhook.WebhookLogRepository;
import dev.parley.persistence.webhook.WebhookSecrets;
import dev.parley.persistence.webhook.WebhookStatus;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.event.Event;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.Topic;
import dev.parley.server.testing.Api;
import dev.parley.server.testing.AuditRow;
import dev.parley.server.testing.FeatureHub;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;

/** What a bot does with its webhook. */
class WebhookRoutesTest {

    private static final String PATH = "/api/me/webhook";
    private static final String URL = "https://192.88.98.1/hook";

    private static final String NOBODY = "http://127.0.0.1:9/hook";

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private static final Collection<BotId> CHANGED = new ConcurrentLinkedQueue<>();

    /** The receivers of this machine, beside all of the internet. */
    private static final OutboundAddresses ADDRESSES = OutboundAddresses.of(AddressRanges.parse("127.0.0.0/9"), false);

    private static final LoopResources LOOPS = LoopResources.create("test-webhooks", 1, true);

    private static WebhookSender sender;
    private static FeatureHub hub;

    private final TestOrg org = TestOrg.in(H2.database());
    private final BotSummary ada = org.bot("ada");
    private final Api api = hub.api(org, ada);

    @BeforeAll
    static void start() {
        hub = new FeatureHub(H2.database());
        sender = WebhookSender.open(LOOPS, ADDRESSES, "Parley/test", hub.clock);
        WebhookService service = new WebhookService(
                H2.database(),
                hub.journal,
                new SqlJournalRepository(),
                new SqlWebhookRepository(),
                hub.bots,
                new WebhookUrls(ADDRESSES),
                (org, bot) -> CHANGED.add(bot),
                hub.clock);
        WebhookPing ping = new WebhookPing(
                H2.database(), hub.journal, new SqlWebhookRepository(), sender, hub.rateLimits, hub.clock);
        hub.with(new WebhookRoutes(service, new WebhookLog(H2.database(), new SqlWebhookLogRepository()), ping));
        hub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
        sender.close().block();
        LOOPS.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
    }

    @BeforeEach
    void forgetChanges() {
        CHANGED.clear();
    }

    @Test
    void aBotWithoutAWebhookIsToldHowToGetOne() {
        for (Api.Answer answer : List.of(
                api.get(PATH),
                api.delete(PATH),
                api.post(PATH + "/secret"),
                api.post(PATH + "/test"),
                api.post(PATH + "/replay", "position", 0))) {
            assertThat(answer.outcome()).isEqualTo("404 NOT_FOUND");
            assertThat(answer.field("error")).contains("PUT /api/me/webhook");
        }
        assertThat(api.get(PATH + "/deliveries").text()).isEqualTo("{\"deliveries\":[],\"has_more\":false}");
        assertThat(api.get(PATH + "/dead-letters").text()).isEqualTo("{\"dead_letters\":[],\"has_more\":false}");
        assertThat(CHANGED).isEmpty();
    }

    @Test
    void aNewWebhookGetsWhatHappensFromThenOn() {
        Api.Answer answer = api.put(PATH, "url", " " + URL + " ", "secret", "shhh", "event_types", List.of("message"));

        long now = hub.clock.millis();
        long position = stored().position();
        assertThat(Position.millis(position)).isEqualTo(now);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo(("{\"url\":\"%s\",\"event_types\":[\"message\"],\"has_secret\":true,"
                                + "\"previous_secret_until\":null,\"position\":%d,\"latest\":%d,\"pending\":false,"
                                + "\"attempts\":0,\"next_attempt_at\":null,\"healthy\":true,\"last_success\":null,"
                                + "\"last_failure\":null,\"consecutive_failures\":0,\"degraded\":false,"
                                + "\"created_at\":%d,\"updated_at\":%d}")
                        .formatted(URL, position, position, now, now));
        assertThat(api.get(PATH).text()).isEqualTo(answer.text());
        assertThat(stored().secrets()).isEqualTo(WebhookSecrets.only("shhh"));
        assertThat(CHANGED).containsExactly(ada.id());
        assertThat(audit("bot.webhook_create"))
                .containsExactly(new AuditRow(
                        ada.id().toString(),
                        "bot.webhook_create",
                        "bot",
                        ada.id().toString(),
                        "{\"event_types\":[\"message\"]}"));
    }

    @Test
    void whatIsLeftOutStaysAndWhatIsNullGoes() {
        api.put(PATH, "url", URL, "secret", "shhh", "event_types", List.of("message", "thread_message", "message"));
        assertThat(stored().eventTypes()).containsExactly("message", "thread_message");
        Webhook before = stored();
        CHANGED.clear();

        assertThat(api.put(PATH, "url", URL).status()).isEqualTo(200);
        assertThat(api.put(PATH, "url", URL, "secret", "shhh").status()).isEqualTo(200);
        assertThat(stored()).isEqualTo(before);
        assertThat(CHANGED).as("nothing changed").isEmpty();
        assertThat(audit("bot.webhook_update")).isEmpty();

        api.putText(PATH, "{\"url\":\"" + URL + "\",\"secret\":null,\"event_types\":null}");
        assertThat(stored().secrets()).isEqualTo(WebhookSecrets.NONE);
        assertThat(stored().eventTypes()).isNull();
        assertThat(CHANGED).containsExactly(ada.id());
        assertThat(audit("bot.webhook_update"))
                .extracting(AuditRow::detail)
                .containsExactly("{\"fields\":[\"secret\",\"event_types\"]}");
    }

    @Test
    void atAnotherAddressNothingHasFailedYetAndNothingIsLost() {
        api.put(PATH, "url", URL, "secret", "shhh");
        Webhook before = stored();
        fail(before);
        hub.clock.advance(Duration.ofSeconds(5));

        Api.Answer sameAddress = api.put(PATH, "url", URL, "event_types", List.of("message"));
        assertThat(sameAddress.field("attempts")).isEqualTo("3");
        assertThat(sameAddress.field("degraded")).isEqualTo("true");
        assertThat(sameAddress.field("next_attempt_at")).isNotNull();
        assertThat(stored().id()).isEqualTo(before.id());

        Api.Answer other = api.put(PATH, "url", URL + "/2");
        assertThat(other.field("attempts")).isEqualTo("0");
        assertThat(other.field("consecutive_failures")).isEqualTo("0");
        assertThat(other.field("next_attempt_at")).isNull();
        assertThat(other.field("last_failure")).isEqualTo("6");
        assertThat(stored().id()).isNotEqualTo(before.id());
        assertThat(stored().position()).isEqualTo(before.position());
        assertThat(stored().secrets()).isEqualTo(before.secrets());
        assertThat(stored().updatedAt()).isEqualTo(hub.clock.millis());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"url\":\"\"}",
                "{\"url\":5}",
                "{\"url\":\"http://192.88.98.1\"}",
                "{\"url\":\"https://127.128.0.1\"}",
                "{\"url\":\"https://[::1]/\"}",
                "{\"url\":\"ftp://192.88.98.1\"}",
                "{\"url\":\"https://192.88.98.1\",\"secret\":\"\"}",
                "{\"url\":\"https://192.88.98.1\",\"secret\":5}",
                "{\"url\":\"https://192.88.98.1\",\"event_types\":[]}",
                "{\"url\":\"https://192.88.98.1\",\"event_types\":\"message\"}",
                "{\"url\":\"https://192.88.98.1\",\"event_types\":[\"message\",5]}",
                "{\"url\":\"https://192.88.98.1\",\"event_types\":[\"bot_online\"]}"
            })
    void whatCannotBeIsRefused(String body) {
        assertThat(api.putText(PATH, body).outcome()).isEqualTo("400 VALIDATION_ERROR");

        assertThat(stored()).isNull();
        assertThat(CHANGED).isEmpty();
    }

    @Test
    void lengthsHaveALimitAndUnknownTypesAreToldTheKnownOnes() {
        String longUrl = URL + "?" + "x".repeat(2048 - URL.length());
        assertThat(api.put(PATH, "url", longUrl).outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(api.put(PATH, "url", longUrl.substring(1)).outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(api.put(PATH, "url", URL, "secret", "x".repeat(1025)).outcome())
                .isEqualTo("400 VALIDATION_ERROR");
        assertThat(api.put(PATH, "url", URL, "event_types", List.of("messages")).field("error"))
                .contains("thread_status_changed", "bot_join_request");
        assertThat(stored()).isNull();

        assertThat(api.put(PATH, "url", longUrl.substring(0, 2048), "secret", "x".repeat(1024))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aDeletedBotGetsNoWebhook() {
        org.forget(ada.id());

        assertThat(api.put(PATH, "url", URL).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(stored()).isNull();
    }

    @Test
    void aWebhookIsRemoved() {
        api.put(PATH, "url", URL);
        CHANGED.clear();

        assertThat(api.delete(PATH).text()).isEqualTo("{\"ok\":true}");
        assertThat(api.delete(PATH).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(api.get(PATH).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(CHANGED).containsExactly(ada.id());
        assertThat(audit("bot.webhook_delete")).hasSize(1);
    }

    @Test
    void theSecretBeforeSignsForADay() {
        api.put(PATH, "url", URL, "secret", "first");
        long until = hub.clock.millis() + Duration.ofDays(1).toMillis();

        Api.Answer rotated = api.post(PATH + "/secret");

        String secret = rotated.field("secret");
        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
        assertThat(rotated.text())
                .isEqualTo("{\"secret\":\"%s\",\"previous_secret_until\":%d}".formatted(secret, until));
        assertThat(stored().secrets()).isEqualTo(new WebhookSecrets(secret, "first", until));
        assertThat(api.get(PATH).field("previous_secret_until")).isEqualTo(Long.toString(until));
        assertThat(api.get(PATH).text()).doesNotContain(secret, "first");
        assertThat(audit("bot.webhook_secret_rotate"))
                .extracting(AuditRow::detail)
                .containsExactly("{\"previous_until\":" + until + "}");

        hub.clock.advance(Duration.ofDays(1));
        assertThat(api.get(PATH).field("previous_secret_until")).isNull();
    }

    @Test
    void aSecretThatIsGivenAgainChangesNothing() {
        api.put(PATH, "url", URL, "secret", "first");
        api.post(PATH + "/secret", "secret", "second", "keep_previous_seconds", 60);
        WebhookSecrets before = stored().secrets();
        CHANGED.clear();

        hub.clock.advance(Duration.ofSeconds(5));
        Api.Answer again = api.post(PATH + "/secret", "secret", "second", "keep_previous_seconds", 60);

        assertThat(again.field("previous_secret_until"))
                .isEqualTo(before.previousUntil().toString());
        assertThat(stored().secrets()).isEqualTo(before);
        assertThat(CHANGED).isEmpty();
        assertThat(audit("bot.webhook_secret_rotate")).hasSize(1);
    }

    @Test
    void thereNeedNotBeASecretBefore() {
        api.put(PATH, "url", URL);
        assertThat(api.post(PATH + "/secret", "secret", "first").text())
                .isEqualTo("{\"secret\":\"first\",\"previous_secret_until\":null}");

        api.post(PATH + "/secret", "secret", "second", "keep_previous_seconds", 0);
        assertThat(stored().secrets()).isEqualTo(WebhookSecrets.only("second"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"secret\":\"\"}",
                "{\"secret\":[]}",
                "{\"keep_previous_seconds\":-1}",
                "{\"keep_previous_seconds\":604801}",
                "{\"keep_previous_seconds\":\"60\"}",
                "{\"keep_previous_seconds\":0.5}"
            })
    void aBadRotationChangesNothing(String body) {
        api.put(PATH, "url", URL, "secret", "first");

        assertThat(api.postText(PATH + "/secret", body).outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(stored().secrets()).isEqualTo(WebhookSecrets.only("first"));
    }

    @Test
    void aTestTellsWhetherItArrives() {
        try (Receiver receiver = new Receiver()) {
            api.put(PATH, "url", receiver.url("/hook"), "secret", "first");
            api.post(PATH + "/secret", "secret", "second");

            Api.Answer delivered = api.post(PATH + "/test");

            assertThat(delivered.text())
                    .matches("\\{\"delivered\":true,\"status\":200,\"error\":null,\"duration_ms\":\\d+}");
            Receiver.Received request = receiver.next();
            assertThat(request.path()).isEqualTo("/hook");
            assertThat(request.body())
                    .isEqualTo(("{\"webhook_version\":\"1\",\"type\":\"ping\",\"bot_id\":\"%s\",\"sent_at\":%d,"
                                    + "\"position\":0}")
                            .formatted(ada.id(), hub.clock.millis()));
            assertThat(request.header("Authorization")).isEqualTo("Bearer second");
            assertThat(request.header("webhook-signature").split(" "))
                    .as("one for each secret")
                    .hasSize(2);

            receiver.answerStatus(403);
            Api.Answer refused = api.post(PATH + "/test");
            assertThat(refused.field("delivered")).isEqualTo("false");
            assertThat(refused.field("status")).isEqualTo("403");
            assertThat(refused.field("error")).startsWith("HTTP 403");
        }
        api.put(PATH, "url", NOBODY);
        Api.Answer unreachable = api.post(PATH + "/test");
        assertThat(unreachable.field("delivered")).isEqualTo("false");
        assertThat(unreachable.text()).contains("\"status\":null,");
        assertThat(unreachable.field("error")).isNotEmpty();

        JsonNode log = api.get(PATH + "/deliveries").json().path("deliveries");
        assertThat(log.findValuesAsString("type")).containsExactly("ping", "ping", "ping");
        assertThat(log.findValuesAsString("position")).containsOnly("0");
        assertThat(log.findValuesAsString("status")).containsExactly("", "403", "200");
        assertThat(api.get(PATH).field("healthy")).as("it counts for nothing").isEqualTo("true");
        assertThat(api.get(PATH).field("last_failure")).isNull();
    }

    @Test
    void testsAreLimited() {
        try (Receiver receiver = new Receiver()) {
            api.put(PATH, "url", receiver.url("/"));
            for (int i = 0; i < 10; i++) {
                assertThat(api.post(PATH + "/test").status()).isEqualTo(200);
            }

            Api.Answer refused = api.post(PATH + "/test");

            assertThat(refused.outcome()).isEqualTo("429 RATE_LIMITED");
            assertThat(refused.field("retry_after")).isEqualTo("60");
            assertThat(refused.response().headers().firstValue("Retry-After")).contains("60");
            assertThat(receiver.all()).hasSize(10);
            hub.clock.advance(Duration.ofMinutes(1));
            assertThat(api.post(PATH + "/test").status()).isEqualTo(200);
        }
    }

    @Test
    void deliveryStartsAgainFromAPosition() {
        api.put(PATH, "url", URL);
        Webhook before = stored();
        fail(before);
        long wanted = before.position() - 1;
        org.insert(
                WebhookLogRepository.DEAD_LETTERS,
                new WebhookDeadLetter(before.position(), "message", 1, 403, "no", 5).row(org.id(), ada.id()));
        CHANGED.clear();

        Api.Answer answer = api.post(PATH + "/replay", "position", wanted);

        assertThat(answer.field("position")).isEqualTo(Long.toString(wanted));
        assertThat(answer.field("attempts")).isEqualTo("0");
        assertThat(answer.field("degraded")).isEqualTo("false");
        assertThat(stored().id()).isNotEqualTo(before.id());
        assertThat(api.get(PATH + "/dead-letters").json().path("dead_letters")).isEmpty();
        assertThat(CHANGED).containsExactly(ada.id());
        assertThat(audit("bot.webhook_replay"))
                .extracting(AuditRow::detail)
                .containsExactly("{\"from\":%d,\"to\":%d}".formatted(before.position(), wanted));
    }

    @Test
    void whatTheBotMayReadIsPending() {
        api.put(PATH, "url", URL);
        tell(Audience.everyone(), Topic.admins(org.id()));
        assertThat(api.get(PATH).field("pending")).as("for others only").isEqualTo("false");

        tell(Audience.everyone(), Topic.org(org.id()));
        assertThat(api.get(PATH).field("pending")).isEqualTo("true");
        String latest = api.get(PATH).field("latest");
        assertThat(api.post(PATH + "/replay", "position", Long.parseLong(latest))
                        .field("pending"))
                .isEqualTo("false");
    }

    private void tell(Audience audience, Topic topic) {
        hub.journal
                .append(
                        org.id(),
                        lane -> Mono.fromRunnable(() -> lane.append(
                                lane.nextPosition(),
                                topic,
                                audience,
                                ada.id(),
                                new Event.BotRenamed(ada.id(), "ada", "eve"))))
                .block();
    }

    @Test
    void aReplayStaysWithinTheJournal() {
        api.put(PATH, "url", URL);
        long latest = stored().position();
        H2.database()
                .execute(
                        "UPDATE org_positions SET purged_position = 77 WHERE org_id = $1",
                        org.id().value())
                .block();

        Api.Answer tooEarly = api.post(PATH + "/replay", "position", 76);
        assertThat(tooEarly.outcome()).isEqualTo("409 CONFLICT");
        assertThat(tooEarly.field("earliest_position")).isEqualTo("77");
        Api.Answer tooLate = api.post(PATH + "/replay", "position", latest + 1);
        assertThat(tooLate.outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(tooLate.field("error")).contains(Long.toString(latest));
        for (String body : List.of("{}", "{\"position\":null}", "{\"position\":-1}", "{\"position\":\"5\"}")) {
            assertThat(api.postText(PATH + "/replay", body).outcome()).isEqualTo("400 VALIDATION_ERROR");
        }
        assertThat(stored().position()).isEqualTo(latest);

        assertThat(api.post(PATH + "/replay", "position", 77).status()).isEqualTo(200);
        assertThat(api.post(PATH + "/replay", "position", latest).field("position"))
                .isEqualTo(Long.toString(latest));
    }

    @Test
    void onlyTheBotItselfIsAskedAndScopesCount() {
        api.put(PATH, "url", URL);
        Api reader = hub.api(org, ada, Scope.READ);

        assertThat(reader.get(PATH).status()).isEqualTo(200);
        assertThat(reader.put(PATH, "url", URL).outcome()).isEqualTo("403 INSUFFICIENT_SCOPE");
        assertThat(reader.delete(PATH).outcome()).isEqualTo("403 INSUFFICIENT_SCOPE");
        assertThat(hub.api(org, ada, Scope.PROFILE).put(PATH, "url", URL).outcome())
                .isEqualTo("403 INSUFFICIENT_SCOPE");
        assertThat(hub.api(org, org.bot("bob")).get(PATH).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(hub.api(FeatureHub.admin(org.id())).get(PATH).outcome()).isEqualTo("403 FORBIDDEN");
    }

    @Test
    void theHistoryIsPaged() {
        WebhookAttempt first = attempt(new WebhookAttempt(Ids.next(), 7, "message", 1, 500, "HTTP 500", 9, 5));
        WebhookAttempt second = attempt(new WebhookAttempt(Ids.next(), 7, "message", 2, null, "no answer", 8, 6));
        for (int position = 1; position <= 2; position++) {
            org.insert(
                    WebhookLogRepository.DEAD_LETTERS,
                    new WebhookDeadLetter(position, "message", 1, 403, "no", 5).row(org.id(), ada.id()));
        }

        assertThat(api.get(PATH + "/deliveries?limit=1").text())
                .isEqualTo(("{\"deliveries\":[{\"id\":\"%s\",\"position\":7,\"type\":\"message\",\"attempt\":2,"
                                + "\"status\":null,\"error\":\"no answer\",\"duration_ms\":8,\"at\":6}],"
                                + "\"has_more\":true}")
                        .formatted(second.id()));
        assertThat(api.get(PATH + "/deliveries?before=" + second.id()).text())
                .isEqualTo(("{\"deliveries\":[{\"id\":\"%s\",\"position\":7,\"type\":\"message\",\"attempt\":1,"
                                + "\"status\":500,\"error\":\"HTTP 500\",\"duration_ms\":9,\"at\":5}],"
                                + "\"has_more\":false}")
                        .formatted(first.id()));
        assertThat(api.get(PATH + "/dead-letters?limit=1").text())
                .isEqualTo("{\"dead_letters\":[{\"position\":2,\"type\":\"message\",\"attempts\":1,\"status\":403,"
                        + "\"error\":\"no\",\"died_at\":5}],\"has_more\":true}");
        assertThat(api.get(PATH + "/dead-letters?before=2").text())
                .contains("\"position\":1,", "\"has_more\":false")
                .doesNotContain("\"position\":2,");
        assertThat(api.get(PATH + "/deliveries?before=7").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(api.get(PATH + "/dead-letters?before=x").outcome()).isEqualTo("400 VALIDATION_ERROR");
    }

    private WebhookAttempt attempt(WebhookAttempt attempt) {
        org.insert(WebhookLogRepository.ATTEMPTS, attempt.row(org.id(), ada.id()));
        return attempt;
    }

    private Webhook stored() {
        OrgId id = org.id();
        return new SqlWebhookRepository().find(H2.database(), id, ada.id()).block();
    }

    /** Three attempts failed, after nine events that were given up; the next one is to be made in a minute. */
    private void fail(Webhook webhook) {
        WebhookStatus status = new WebhookStatus(5L, 6L, 10);
        H2.database()
                .execute(
                        """
                        UPDATE webhooks
                           SET attempts = 3, next_attempt_at = $3, last_success_at = $4, last_failure_at = $5,
                               consecutive_failures = $6
                         WHERE org_id = $1 AND bot_id = $2
                        """,
                        webhook.org().value(),
                        webhook.bot().value(),
                        hub.clock.millis() + 60_000,
                        status.lastSuccessAt(),
                        status.lastFailureAt(),
                        status.consecutiveFailures())
                .block();
    }

    private List<AuditRow> audit(String action) {
        return AuditRow.list(H2.database(), org.id(), action);
    }
}
