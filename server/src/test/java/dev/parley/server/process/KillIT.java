package dev.parley.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.process.Writer.Acknowledged;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestOrg;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded database has acknowledged survives {@code kill -9}, at whatever moment it comes. */
class KillIT {

    private static final int ROUNDS = 3;
    private static final int MOST_ACKNOWLEDGED = 2_000;
    private static final long SEED = 20_261_121;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Writer> writers = new ArrayList<>();
    private final Map<String, String> settings = Map.of(
            "HXA_CONNECT_ADMIN_SECRET", "operators-secret", "HXA_CONNECT_PORT", String.valueOf(HubProcess.freePort()));

    @TempDir
    private Path data;

    private TestBot reader;
    private List<TestBot> bots;
    private String thread;

    @AfterEach
    void stopWriting() {
        threads.shutdownNow();
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void whatWasAcknowledgedIsThereOnceAndInOrder() throws Exception {
        Random random = new Random(SEED);
        for (int round = 1; round <= ROUNDS; round++) {
            writeAndKill(round, 1 + random.nextInt(MOST_ACKNOWLEDGED));
            try (HubProcess hub = HubProcess.hub(data, settings)) {
                verify();
                hub.terminate();
                assertThat(hub.exitCode()).as(hub.text()).isZero();
            }
        }
    }

    private void writeAndKill(int round, int killAfter) throws Exception {
        try (HubProcess hub = HubProcess.hub(data, settings)) {
            if (round == 1) {
                populate(hub);
            }
            CountDownLatch enough = new CountDownLatch(killAfter);
            List<Writer> now = writers("round " + round, enough);
            List<Future<?>> running = now.stream()
                    .<Future<?>>map(writer -> threads.submit(writer::write))
                    .toList();
            assertThat(enough.await(1, TimeUnit.MINUTES)).as("writers get on").isTrue();
            assertThat(running).noneMatch(Future::isDone);
            hub.kill();
            for (Future<?> writing : running) {
                assertThatThrownBy(writing::get).hasCauseInstanceOf(RuntimeException.class);
            }
            writers.addAll(now);
        }
    }

    private void populate(HubProcess hub) {
        TestOrg org = TestOrg.create(hub.client(), settings.get("HXA_CONNECT_ADMIN_SECRET"), "acme")
                .unlimited();
        reader = org.bot("reader");
        bots = List.of(org.bot("a"), org.bot("b"), org.bot("c"), org.bot("d"), org.bot("e"));
        thread = reader.openThread("Under load", bots.toArray(TestBot[]::new));
    }

    private List<Writer> writers(String name, CountDownLatch enough) {
        return List.of(
                Writer.directOverHttp(name + " a", bots.get(0), reader, enough),
                Writer.directOverSocket(name + " b", bots.get(1), reader, enough),
                Writer.threadOverHttp(name + " c", bots.get(2), thread, enough),
                Writer.threadOverSocket(name + " d", bots.get(3), thread, enough),
                Writer.threadOverSocket(name + " e", bots.get(4), thread, enough));
    }

    /** Everything acknowledged since the first round must be in the history, once, as it was, in each writer's order. */
    private void verify() {
        Map<String, History> histories = new HashMap<>();
        for (Writer writer : writers) {
            int last = -1;
            for (Acknowledged message : writer.acknowledged()) {
                History history =
                        histories.computeIfAbsent(message.topic(), topic -> History.read(reader.http(), topic));
                int place = history.placeOf(message.id());
                assertThat(history.contentAt(place)).isEqualTo(message.content());
                assertThat(place).as("order of %s", message).isGreaterThan(last);
                last = place;
            }
        }
        assertThat(histories.values()).allSatisfy(History::hasNothingTwice);
    }
}
