package dev.parley.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.RedisServer;
import dev.parley.persistence.testing.TestPostgres;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What nodes that share PostgreSQL and Redis know of what was done at another. */
class SharedStateTest {

    /** Closed after the nodes. */
    @AutoClose
    private static final RedisServer REDIS = RedisServer.start();

    private static final String DATABASE = TestPostgres.createDatabase();

    @RegisterExtension
    static final TestHub ONE = node();

    @RegisterExtension
    static final TestHub OTHER = node();

    private static TestHub node() {
        return TestHub.onH2().with("HXA_CONNECT_DATABASE_URL", DATABASE).with("REDIS_URL", REDIS.url());
    }

    @Test
    void aTicketOfOneNodeOpensOneSocketAtAnother() {
        TestBot bot = ONE.org().bot("worker");
        String ticket = bot.http().post("/api/ws-ticket").json().path("ticket").asString();

        try (HubSocket socket = OTHER.client().connect(ticket)) {
            socket.send(Fields.of("type", "ping"));
            assertThat(socket.next("pong")).isNotNull();
        }
        assertThat(ONE.client().connect(ticket).closed().code()).isEqualTo(4001);
    }

    @Test
    void aSessionsTicketIsGoodThereToo() {
        TestOrg org = ONE.org();
        String ticket = org.admin().post("/api/ws-ticket").json().path("ticket").asString();

        try (HubSocket socket = OTHER.client().connect(ticket)) {
            socket.send(Fields.of("type", "ping"));
            assertThat(socket.next("pong")).isNotNull();
        }
    }

    @Test
    void whatABotSendsCountsOnAllNodesAndOnEachWhileRedisIsAway() {
        TestOrg org = ONE.org();
        org.admin().patch("/api/org/settings", Fields.of("messages_per_minute_per_bot", 3));
        TestBot bot = org.bot("worker");
        TestBot reader = org.bot("reader");
        HubClient other = OTHER.client().withToken(bot.token());

        assertThat(sent(reader, bot.http(), other, bot.http(), other, bot.http()))
                .containsExactly(200, 200, 200, 429, 429);

        REDIS.kill();
        assertThat(sent(reader, bot.http(), other, bot.http(), other)).containsExactly(200, 200, 200, 200);
        REDIS.restart();
        for (TestHub hub : List.of(ONE, OTHER)) {
            Eventually.get(
                    () -> hub.hub()
                            .meters()
                            .get("parley.redis.answering")
                            .gauge()
                            .value(),
                    value -> value == 1);
        }
    }

    @Test
    void whoGuessesIsLockedOutEverywhere() {
        assertThat(List.of(logIn(ONE, "guess"), logIn(OTHER, "guess"), logIn(ONE, "guess")))
                .containsExactly(401, 401, 401);

        assertThat(List.of(logIn(ONE, TestHub.ADMIN_SECRET), logIn(OTHER, TestHub.ADMIN_SECRET)))
                .containsExactly(429, 429);
    }

    private static List<Integer> sent(TestBot to, HubClient... clients) {
        List<Integer> statuses = new ArrayList<>();
        for (HubClient client : clients) {
            Map<String, Object> message = Fields.of("to", to.id(), "content", "hello");
            statuses.add(client.post("/api/send", message).status());
        }
        return statuses;
    }

    private static int logIn(TestHub hub, String secret) {
        Map<String, Object> login = Fields.of("type", "super_admin", "admin_secret", secret);
        return hub.client().post("/api/auth/login", login).status();
    }
}
