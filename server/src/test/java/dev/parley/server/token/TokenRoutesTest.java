package dev.parley.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestDatabase;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.server.auth.Caller;
import dev.parley.server.testing.Api;
import dev.parley.server.testing.AuditRow;
import dev.parley.server.testing.IdentityHub;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

class TokenRoutesTest {

    private static final String PATH = "/api/me/tokens";
    private static final List<String> READ = List.of("read");

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private static IdentityHub hub;
    private IdentityHub.NewOrg org;
    private IdentityHub.NewBot bot;
    private Api owner;

    @BeforeAll
    static void start() {
        hub = IdentityHub.on(H2.database());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void registerBot() {
        org = hub.org();
        bot = org.bot("scribe");
        owner = bot.api();
    }

    @Test
    void aNewTokenIsShownOnce() {
        Api.Answer made =
                owner.post(PATH, "scopes", List.of("read", "thread", "read"), "label", "ci", "expires_in", 60_000);

        String rest =
                "\"scopes\":[\"read\",\"thread\",\"read\"],\"label\":\"ci\",\"expires_at\":%d,\"created_at\":%d,\"last_used_at\":null}"
                        .formatted(hub.clock.millis() + 60_000, hub.clock.millis());
        String id = "{\"id\":\"" + made.field("id") + "\",";
        assertThat(made.text()).isEqualTo(id + "\"token\":\"" + made.field("token") + "\"," + rest);
        assertThat(made.field("token")).matches("scoped_[0-9a-f]{48}");
        assertThat(owner.get(PATH).text()).isEqualTo("[" + id + rest + "]");
    }

    @Test
    void aTokenHasNoLabelAndNoEndUnlessTheyAreGiven() {
        Api.Answer made = owner.post(PATH, "scopes", READ);

        assertThat(made.field("label")).isNull();
        assertThat(made.field("expires_at")).isNull();
        assertThat(owner.postText(PATH, "{\"scopes\":[\"full\"],\"label\":null,\"expires_in\":0.5}")
                        .field("expires_at"))
                .isEqualTo(Long.toString(hub.clock.millis() + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"scopes\":[]}",
                "{\"scopes\":null}",
                "{\"scopes\":\"read\"}",
                "{\"scopes\":[\"upload\"]}",
                "{\"scopes\":[\"READ\"]}",
                "{\"scopes\":[\"read\",1]}",
                "{\"scopes\":[\"read\"],\"label\":7}",
                "{\"scopes\":[\"read\"],\"expires_in\":null}",
                "{\"scopes\":[\"read\"],\"expires_in\":0}",
                "{\"scopes\":[\"read\"],\"expires_in\":-1}",
                "{\"scopes\":[\"read\"],\"expires_in\":\"60\"}",
                "{\"scopes\":[\"read\"],\"expires_in\":315360000001}",
                "{\"scopes\":[\"read\"],\"expires_in\":1e999}"
            })
    void whatIsWrongIsRefused(String body) {
        assertThat(owner.postText(PATH, body).outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(tokens()).isEmpty();
    }

    @Test
    void listsAndLabelsHaveALimit() {
        assertThat(owner.post(
                                PATH,
                                "scopes",
                                IntStream.range(0, 21).mapToObj(i -> "read").toList())
                        .outcome())
                .isEqualTo("400 VALIDATION_ERROR");
        assertThat(owner.post(PATH, "scopes", READ, "label", "x".repeat(257)).outcome())
                .isEqualTo("400 VALIDATION_ERROR");
        String emojis = "\uD83E\uDD16".repeat(128);
        assertThat(owner.post(PATH, "scopes", READ, "label", emojis).field("label"))
                .isEqualTo(emojis);
    }

    @Test
    void aTokenDoesWhatItsScopesSayAndAFullOneMakesMore() {
        Api reader = hub.api().withToken(make("scopes", READ));
        Api full = hub.api().withToken(make("scopes", List.of("full")));

        assertThat(reader.get("/api/me").status()).isEqualTo(200);
        assertThat(reader.get(PATH).outcome()).isEqualTo("403 INSUFFICIENT_SCOPE");
        assertThat(reader.post(PATH, "scopes", READ).outcome()).isEqualTo("403 INSUFFICIENT_SCOPE");
        assertThat(full.post(PATH, "scopes", List.of("full")).status()).isEqualTo(200);
        assertThat(org.admin().get(PATH).outcome()).isEqualTo("403 FORBIDDEN");
    }

    @Test
    void aBotHasAHundredLiveTokensAtMost() {
        owner.post(PATH, "scopes", READ, "label", "short", "expires_in", 1000);
        IntStream.range(1, 100).forEach(i -> owner.post(PATH, "scopes", READ));

        assertThat(owner.post(PATH, "scopes", READ).outcome()).isEqualTo("409 CONFLICT");
        assertThat(org.bot("other").api().post(PATH, "scopes", READ).status()).isEqualTo(200);

        hub.clock.advance(Duration.ofMillis(1001));
        assertThat(owner.post(PATH, "scopes", READ).status())
                .as("one has expired")
                .isEqualTo(200);
        assertThat(tokens()).hasSize(100).noneMatch(token -> "short"
                .equals(token.path("label").asString("")));
        assertThat(owner.post(PATH, "scopes", READ).outcome()).isEqualTo("409 CONFLICT");
    }

    @Test
    void tokensAreListedNewestFirst() {
        Stream.of("first", "second", "third").forEach(label -> owner.post(PATH, "scopes", READ, "label", label));

        assertThat(tokens())
                .extracting(token -> token.path("label").asString())
                .containsExactly("third", "second", "first");
    }

    @Test
    void aRevokedTokenIsRefusedAtOnce() {
        Api.Answer made = owner.post(PATH, "scopes", READ);
        Api reader = hub.api().withToken(made.field("token"));
        assertThat(reader.get("/api/me").status()).isEqualTo(200);

        assertThat(owner.delete(PATH + "/" + made.field("id")).text()).isEqualTo("{\"ok\":true}");

        assertThat(reader.get("/api/me").outcome()).isEqualTo("401 INVALID_TOKEN");
        assertThat(tokens()).isEmpty();
        assertThat(hub.revoked).contains("token " + made.field("id"));
        assertThat(owner.delete(PATH + "/" + made.field("id")).outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void onlyABotsOwnScopedTokensCanBeRevoked() {
        Api.Answer made = owner.post(PATH, "scopes", READ);
        Api other = org.bot("other").api();

        assertThat(other.delete(PATH + "/" + made.field("id")).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(hub.org()
                        .bot("scribe")
                        .api()
                        .delete(PATH + "/" + made.field("id"))
                        .outcome())
                .isEqualTo("404 NOT_FOUND");
        assertThat(owner.delete(PATH + "/primary").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(other.get(PATH).text()).isEqualTo("[]");
        assertThat(tokens()).hasSize(1);
    }

    @Test
    void theAuditLogTellsOfTokensWithoutTheirSecrets() {
        Api.Answer made = owner.post(PATH, "scopes", READ, "label", "ci", "expires_in", 5);
        owner.delete(PATH + "/" + made.field("id"));

        assertThat(audit("bot.token_create"))
                .containsExactly(new AuditRow(
                        bot.id,
                        "bot.token_create",
                        "token",
                        made.field("id"),
                        "{\"scopes\":[\"read\"],\"label\":\"ci\",\"expires_at\":" + made.field("expires_at") + "}"));
        assertThat(audit("bot.token_revoke"))
                .containsExactly(new AuditRow(bot.id, "bot.token_revoke", "token", made.field("id"), null));
    }

    @Test
    void useIsNotedWithoutAWriteForEachRequest() {
        Api reader = hub.api().withToken(make("scopes", READ));
        hub.clock.advance(Duration.ofSeconds(3));
        reader.get("/api/me");

        assertThat(tokens().get(0).path("last_used_at").asLong()).isEqualTo(hub.clock.millis());
        assertThat(storedUse()).isNull();
        hub.lastSeen.flush().block();
        assertThat(storedUse()).isEqualTo(hub.clock.millis());
        assertThat(tokens().get(0).path("last_used_at").asLong()).isEqualTo(hub.clock.millis());
    }

    @Test
    void aRevokedTokenTakesTheSessionsAlongThatBeganWithIt() {
        Api.Answer made = owner.post(PATH, "scopes", List.of("full"));
        Api withScoped = logIn(made.field("token"));
        Api withOwn = logIn(bot.token);

        owner.delete(PATH + "/" + made.field("id"));

        assertThat(withScoped.get("/api/me").outcome()).isEqualTo("401 AUTH_REQUIRED");
        assertThat(withOwn.get("/api/me").status()).isEqualTo(200);
        assertThat(hub.revoked).anyMatch(event -> event.startsWith("session "));
    }

    @Test
    void whoLeavesHalfWayHasRevokedItsTokenWithAllItsSessions() {
        Api.Answer made = owner.post(PATH, "scopes", List.of("full"));
        Api session = logIn(made.field("token"));

        hub.tokens.revoke(caller(), made.field("id")).subscribe().dispose();

        String lastAnswer = Mono.fromCallable(() -> session.get("/api/me").outcome())
                .repeat()
                .takeUntil("401 AUTH_REQUIRED"::equals)
                .blockLast(Duration.ofSeconds(10));
        assertThat(lastAnswer).isEqualTo("401 AUTH_REQUIRED");
        assertThat(tokens()).isEmpty();
    }

    @Test
    void aSessionMayRevokeTheTokenItBeganWith() {
        Api.Answer made = owner.post(PATH, "scopes", List.of("full"));
        Api session = logIn(made.field("token"));

        assertThat(session.delete(PATH + "/" + made.field("id")).status()).isEqualTo(200);
        assertThat(session.get("/api/me").outcome()).isEqualTo("401 AUTH_REQUIRED");
    }

    @Test
    void aSessionEndsWithTheTokenItBeganWith() {
        String token = make("scopes", READ, "expires_in", Duration.ofHours(13).toMillis());
        Api session = logIn(token);
        assertThat(session.get("/api/auth/session").field("is_scoped_token")).isEqualTo("true");

        hub.clock.advance(Duration.ofHours(12).plusMinutes(59));
        assertThat(session.get("/api/me").status()).isEqualTo(200);
        hub.clock.advance(Duration.ofMinutes(1));
        assertThat(session.get("/api/me").outcome()).isEqualTo("401 AUTH_REQUIRED");
    }

    /** Requests and logins go on while the token is revoked: none that begins after the answer gets through. */
    @Test
    void nothingGetsPastARevocation() {
        for (int round = 0; round < 10; round++) {
            Api.Answer made = owner.post(PATH, "scopes", List.of("full"));
            Api holder = hub.api().withToken(made.field("token"));
            Api elsewhere = hub.api().with("X-Forwarded-For", "10.0.0." + round);
            CompletableFuture<?>[] busy = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> {
                        holder.get("/api/me");
                        elsewhere.post("/api/auth/login", "type", "bot", "token", made.field("token"));
                        holder.get("/api/me");
                    }))
                    .toArray(CompletableFuture[]::new);

            owner.delete(PATH + "/" + made.field("id"));

            assertThat(holder.get("/api/me").outcome()).isEqualTo("401 INVALID_TOKEN");
            CompletableFuture.allOf(busy).join();
            assertThat(liveSessions()).as("round %d", round).isZero();
        }
    }

    private Caller.Bot caller() {
        return new Caller.Bot(
                org.orgId(),
                BotId.parse(bot.id).orElseThrow(),
                "scribe",
                AuthRole.ADMIN,
                Set.of(Scope.FULL),
                Optional.empty(),
                Optional.empty());
    }

    private long liveSessions() {
        return H2.database()
                .one(
                        "SELECT count(*) AS n FROM sessions WHERE token_id IS NOT NULL AND owner = $1",
                        row -> row.number("n"),
                        "bot:" + bot.id)
                .block();
    }

    private Api logIn(String token) {
        return hub.api()
                .withSession(hub.api()
                        .post("/api/auth/login", "type", "bot", "token", token)
                        .cookie());
    }

    private String make(Object... fields) {
        return owner.post(PATH, fields).field("token");
    }

    private List<JsonNode> tokens() {
        return owner.get(PATH).json().valueStream().toList();
    }

    private List<AuditRow> audit(String action) {
        return AuditRow.list(H2.database(), org.orgId(), action);
    }

    private Long storedUse() {
        return H2.database()
                .list(
                        "SELECT last_used_at FROM tokens WHERE org_id = $1 AND NOT is_primary",
                        row -> Optional.ofNullable(row.nullableLong("last_used_at")),
                        org.orgId().value())
                .block()
                .get(0)
                .orElse(null);
    }
}
