package dev.parley.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.RedisServer;
import dev.parley.persistence.testing.TestPostgres;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What the lane of one node remembers of a thread holds good, or is forgotten, when another node has done something there. */
class ThreadOnTwoNodesTest {

    private static final RedisServer REDIS = RedisServer.start();
    private static final String DATABASE = TestPostgres.createDatabase();

    @RegisterExtension
    static final TestHub HERE = node();

    @RegisterExtension
    static final TestHub THERE = node();

    private final TestOrg org = HERE.org();
    private final TestBot ada = org.bot("ada");
    private final TestBot bob = org.bot("bob");
    private String thread;

    private static TestHub node() {
        return TestHub.onH2().with("HXA_CONNECT_DATABASE_URL", DATABASE).with("REDIS_URL", REDIS.url());
    }

    @BeforeEach
    void begin() {
        JsonNode created = ada.http()
                .post("/api/threads", Fields.of("topic", "two nodes", "participants", List.of("bob")))
                .json();
        thread = "/api/threads/" + created.path("id").asString();
        assertThat(say(ada.http())).isEqualTo(200);
        assertThat(say(there(bob))).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void whoWasRemovedHereCannotWriteThere() {
        assertThat(ada.http().delete(thread + "/participants/" + bob.id()).status())
                .isEqualTo(200);
        assertThat(say(there(bob))).isEqualTo(403);
    }

    @Test
    void nobodyWritesHereToWhatWasClosedThere() {
        assertThat(there(bob).patch(thread, Fields.of("status", "resolved")).status())
                .isEqualTo(200);
        assertThat(say(ada.http())).isEqualTo(409);
    }

    @Test
    void aChangeHereShowsTheActivityThere() {
        JsonNode said = there(bob)
                .post(thread + "/messages", Fields.of("content", "later"))
                .json();
        JsonNode changed =
                ada.http().patch(thread, Fields.of("topic", "still two nodes")).json();
        assertThat(changed.path("last_activity_at").asString())
                .isGreaterThanOrEqualTo(said.path("created_at").asString());
    }

    private int say(HubClient client) {
        return client.post(thread + "/messages", Fields.of("content", "hello")).status();
    }

    private static HubClient there(TestBot bot) {
        return THERE.client().withToken(bot.token());
    }
}
