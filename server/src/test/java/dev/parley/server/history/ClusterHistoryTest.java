package dev.parley.server.history;

import dev.parley.persistence.testing.TestPostgres;
import dev.parley.persistence.testing.TestRedis;
import dev.parley.server.testing.TestHub;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three nodes behind which there is one hub, whose connections to the bus are cut again and again. */
class ClusterHistoryTest implements HistoryContract {

    private static final int CUT_EVERY = 100;
    private static final String DATABASE = TestPostgres.createDatabase();

    @RegisterExtension
    static final TestHub ONE = node();

    @RegisterExtension
    static final TestHub TWO = node();

    @RegisterExtension
    static final TestHub THREE = node();

    private static TestHub node() {
        return TestHub.onH2().with("HXA_CONNECT_DATABASE_URL", DATABASE).with("REDIS_URL", TestRedis.url());
    }

    @Override
    public Nodes nodes() {
        return Nodes.local(ONE.hub().port(), TWO.hub().port(), THREE.hub().port());
    }

    @Override
    public Chaos chaos() {
        return ClusterHistoryTest::cutTheBus;
    }

    private static int cutTheBus(Progress progress) {
        int cuts = 0;
        try (RedisClient client = RedisClient.create(TestRedis.url());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();
            while (progress.awaitAcknowledged(progress.acknowledged() + CUT_EVERY)) {
                redis.clientKill(KillArgs.Builder.typePubsub());
                cuts++;
            }
        }
        return cuts;
    }
}
