package dev.parley.server.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.RedisServer;
import dev.parley.persistence.testing.TestPostgres;
import dev.parley.protocol.Scope;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Who is online, and who may go on, where one node does it and another one has the connection; with Redis and without. */
class SeveralHubsTest {

    private static final RedisServer REDIS = RedisServer.start();
    private static final String DATABASE = TestPostgres.createDatabase();

    @RegisterExtension
    static final TestHub HERE = node();

    @RegisterExtension
    static final TestHub THERE = node();

    private final TestOrg org = HERE.org();
    private final TestBot ada = org.bot("ada");
    private final HubSocket watcher = there(
                    HERE.logIn(Fields.of("type", "org_admin", "org_id", org.id(), "org_secret", org.secret())))
            .connect();

    private static TestHub node() {
        return TestHub.onH2().with("HXA_CONNECT_DATABASE_URL", DATABASE).with("REDIS_URL", REDIS.url());
    }

    @BeforeEach
    void begin() {
        assertAlive(watcher);
    }

    @AfterEach
    void end() {
        watcher.close();
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void whoConnectsHereIsOnlineThere() {
        HubSocket own = connect(ada.http());
        assertHears("bot_online", "ada");
        assertThat(isOnlineThere()).isTrue();
        own.close();
        assertHears("bot_offline", "ada");
        assertThat(isOnlineThere()).isFalse();
    }

    @Test
    void whoWasRenamedHereGoesOfflineThereUnderItsNewName() {
        HubSocket own = connect(there(ada));
        assertHears("bot_online", "ada");
        assertThat(ada.http().patch("/api/me/name", Fields.of("name", "eve")).status())
                .isEqualTo(200);
        assertThat(watcher.next("bot_renamed").path("new_name").asString()).isEqualTo("eve");
        Eventually.get(() -> there(ada).get("/api/me").json().path("name").asString(), "eve"::equals);
        own.close();
        assertHears("bot_offline", "eve");
    }

    @Test
    void whoIsDeletedHereIsCutOffThereAndToldOfOnce() {
        HubSocket own = connect(there(ada));
        assertHears("bot_online", "ada");
        assertThat(org.admin().delete("/api/bots/" + ada.id()).status()).isEqualTo(200);

        assertThat(own.closed().code()).isEqualTo(4002);
        assertHears("bot_offline", "ada");
        try (HubSocket next = connect(there(org.bot("bob")))) {
            assertAlive(next);
            JsonNode event = watcher.next();
            while (event.path("type").asString().equals("bot_registered")) {
                event = watcher.next();
            }
            assertThat(event.at("/bot/name").asString()).as("once").isEqualTo("bob");
        }
    }

    @Test
    void aTokenThatIsRevokedHereIsNoGoodThere() {
        String token = HERE.scopedToken(ada, Scope.READ);
        HubClient client = THERE.client().withToken(token);
        HubSocket own = connect(client);

        revoke(token);

        assertThat(own.closed().code()).isEqualTo(4001);
        assertThat(client.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void aPollThatWaitsThereEndsWithItsToken() {
        String token = HERE.scopedToken(ada, Scope.READ);
        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(
                () -> THERE.client().withToken(token).get("/api/events?wait=25").status());
        Eventually.get(
                () -> THERE.hub().meters().get("parley.polls.waiting").gauge().value(), waiting -> waiting == 1);

        revoke(token);

        assertThat(answer.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(401);
    }

    @Test
    void whoIsRejectedHereIsToldThereBeforeItIsCutOff() {
        HubSocket own = connect(there(ada));
        assertThat(org.admin()
                        .patch("/api/org/bots/" + ada.id() + "/status", Fields.of("status", "rejected"))
                        .status())
                .isEqualTo(200);

        assertThat(own.next("bot_status_changed").path("join_status").asString())
                .isEqualTo("rejected");
        assertThat(own.closed().code()).isEqualTo(4403);
    }

    @Test
    void aSessionThatEndsHereIsOverThere() {
        String cookie = HERE.logIn(Fields.of("type", "org_admin", "org_id", org.id(), "org_secret", org.secret()));
        HubSocket own = connect(there(cookie));
        assertThat(HERE.client().withCookie(cookie).post("/api/auth/logout").status())
                .isEqualTo(200);

        assertThat(own.closed().code()).isEqualTo(4002);
        Eventually.get(() -> there(cookie).get("/api/auth/session").status(), status -> status == 401);
    }

    @Test
    void withoutRedisItTakesSomeSeconds() {
        String token = HERE.scopedToken(ada, Scope.READ);
        HubSocket revoked = connect(THERE.client().withToken(token));
        assertHears("bot_online", "ada");
        REDIS.kill();
        try {
            revoke(token);
            assertThat(revoked.closed().code()).isEqualTo(4001);
            assertHears("bot_offline", "ada");
            connect(ada.http()).close();
            HubSocket own = connect(ada.http());
            assertHears("bot_online", "ada");
            own.close();
            assertHears("bot_offline", "ada");
        } finally {
            REDIS.restart();
        }
        Eventually.get(() -> hears(HERE) && hears(THERE), both -> both);
    }

    private static boolean hears(TestHub hub) {
        return hub.hub().meters().get("parley.bus.connected").gauge().value() == 1;
    }

    private void revoke(String token) {
        List<JsonNode> tokens =
                ada.http().get("/api/me/tokens").json().valueStream().toList();
        assertThat(tokens).hasSize(1);
        assertThat(token).isNotEmpty();
        String id = tokens.get(0).path("id").asString();
        assertThat(ada.http().delete("/api/me/tokens/" + id).status()).isEqualTo(200);
    }

    private static HubClient there(TestBot bot) {
        return THERE.client().withToken(bot.token());
    }

    private static HubClient there(String cookie) {
        return THERE.client().withCookie(cookie);
    }

    private boolean isOnlineThere() {
        return there(ada).get("/api/me").json().path("online").asBoolean();
    }

    private static HubSocket connect(HubClient client) {
        HubSocket socket = client.connect();
        assertAlive(socket);
        return socket;
    }

    private void assertHears(String type, String name) {
        JsonNode event = watcher.next(type);
        assertThat(event.at("/bot/id").asString()).isEqualTo(ada.id());
        assertThat(event.at("/bot/name").asString()).isEqualTo(name);
    }

    /** Answers, and has received nothing until then but what was there before. */
    private static void assertAlive(HubSocket socket) {
        socket.send(Map.of("type", "ping"));
        assertThat(socket.next("pong")).isNotNull();
    }
}
