package dev.parley.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.RedisCluster;
import dev.parley.persistence.testing.TestPostgres;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes of a hub whose Redis is a cluster. */
class ClusteredBusTest {

    /** Closed after the nodes. */
    @AutoClose
    private static final RedisCluster REDIS = RedisCluster.start();

    private static final String DATABASE = TestPostgres.createDatabase();

    @RegisterExtension
    static final TestHub ONE = node();

    @RegisterExtension
    static final TestHub OTHER = node();

    private static TestHub node() {
        return TestHub.onH2().with("HXA_CONNECT_DATABASE_URL", DATABASE).with("REDIS_URL", REDIS.url());
    }

    @Test
    void whatIsSaidAtOneNodeIsHeardAtAnother() {
        Eventually.get(() -> connected(ONE) && connected(OTHER), both -> both);
        for (int i = 0; i < 6; i++) {
            TestOrg org = ONE.org();
            TestBot sender = org.bot("sender");
            TestBot reader = org.bot("reader");
            try (HubSocket socket = OTHER.client().withToken(reader.token()).connect()) {
                socket.send(Fields.of("type", "ping"));
                assertThat(socket.next("pong")).isNotNull();
                sender.sendTo(reader, "hello");

                assertThat(socket.next("message")
                                .path("message")
                                .path("content")
                                .asString())
                        .isEqualTo("hello");
            }
        }
        assertThat(OTHER.hub()
                        .meters()
                        .get("parley.bus.messages")
                        .tag("what", "heard")
                        .counter()
                        .count())
                .isPositive();
    }

    private static boolean connected(TestHub hub) {
        return hub.hub().meters().get("parley.bus.connected").gauge().value() == 1;
    }
}
