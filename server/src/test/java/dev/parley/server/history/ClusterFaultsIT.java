package dev.parley.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.deploy.ProxyProcess;
import dev.parley.server.process.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever part of a cluster fails while bots write and listen, everybody is told everything exactly once, what was
 * acknowledged is there, others see within half a minute who is online, and nobody has to start anything again.
 */
class ClusterFaultsIT {

    private static final int ENTRIES = 1_500;
    private static final int BEFORE = 200;

    private static TestCluster cluster;
    private static ProxyProcess proxy;
    private static Onlookers bots;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cluster = new TestCluster(directory, 3);
        proxy = cluster.proxy();
        bots = new Onlookers(cluster);
    }

    @AfterAll
    static void stop() {
        proxy.close();
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    @Timeout(240)
    void everybodyIsToldEverything(Fault fault) {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        Plan plan = new Plan(seed, ENTRIES, 4, 10, 100, 200);
        AtomicLong struck = new AtomicLong();
        Facts facts = new Trial(plan, new Nodes(List.of(proxy.hub())), TestCluster.ADMIN_SECRET).run(progress -> {
            boolean writing = progress.awaitAcknowledged(BEFORE);
            Duration usual = progress.longest();
            struck.set(System.nanoTime());
            fault.strike(cluster, bots);
            System.out.printf(
                    "%s: everybody knew who is online after %s s; the longest write before took %s s%n",
                    fault, since(struck), seconds(usual));
            return writing ? 1 : 0;
        });
        System.out.printf(
                "%s: the longest write took %s s; nobody lacked anything after %s s%n",
                fault, seconds(facts.progress().longest()), since(struck));
        assertThat(facts.complaints().first()).as(facts.toString()).isEmpty();
        assertThat(facts.entries()).isGreaterThan(ENTRIES / 2);
        assertThat(facts.strikes()).isOne();
    }

    private static String since(AtomicLong nanos) {
        return seconds(Duration.ofNanos(System.nanoTime() - nanos.get()));
    }

    private static String seconds(Duration duration) {
        return "%.1f".formatted(duration.toMillis() / 1000.0);
    }
}
