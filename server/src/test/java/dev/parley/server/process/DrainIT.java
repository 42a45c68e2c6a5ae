package dev.parley.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestOrg;
import dev.parley.server.testing.TestStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that leaves others its clients says so to proxies first, works on, and then sends everybody away politely. */
class DrainIT {

    private static final String ADMIN_SECRET = "operators-secret";
    private static final String POLL = "/api/events?since=latest&wait=25";

    private final int metricsPort = HubProcess.freePort();
    private final HubClient metrics = HubClient.local(metricsPort);

    @TempDir
    private Path data;

    @Test
    void itWorksWhileProxiesNoticeAndSaysGoodbyeThen() {
        try (HubProcess hub = start(3)) {
            TestOrg org = TestOrg.create(hub.client(), ADMIN_SECRET, "acme");
            TestBot bot = org.bot("listener");
            TestBot writer = org.bot("writer");
            try (TestStream stream = TestStream.open(hub.client().base(), bot, "", null)) {
                HubSocket socket = bot.connect();
                stream.next("resume");
                CompletableFuture<Answer> poll =
                        CompletableFuture.supplyAsync(() -> writer.http().get(POLL));
                Eventually.get(this::measured, text -> text.contains("parley_polls_waiting 1.0"));
                assertThat(List.of(hub.client(), metrics)).allSatisfy(door -> {
                    assertThat(door.get("/health/ready").toString()).isEqualTo("200 {\"ready\":true}");
                    assertThat(door.get("/health/live").status()).isEqualTo(200);
                });

                hub.terminate();
                Eventually.get(hub::text, text -> text.contains("not ready any more"));

                assertThat(List.of(hub.client(), metrics)).allSatisfy(door -> {
                    assertThat(door.get("/health/ready").toString())
                            .isEqualTo("503 {\"ready\":false,\"reason\":\"stopping\"}");
                    assertThat(door.get("/health/live").status()).isEqualTo(200);
                });
                assertThat(hub.client().get("/health").status()).isEqualTo(200);
                writer.sendTo(bot, "still here");
                assertThat(socket.next("message").at("/message/content").asString())
                        .isEqualTo("still here");
                assertThat(stream.next("message").data()).contains("still here");
                assertThat(poll.join().body()).contains("still here");
                poll = CompletableFuture.supplyAsync(() -> writer.http().get(POLL));
                Eventually.get(this::measured, text -> text.contains("parley_polls_waiting 1.0"));

                assertThat(socket.closed().code()).isEqualTo(1012);
                assertThat(stream.next("close").data()).contains("1012");
                stream.ended();
                assertThat(poll.join().status()).isEqualTo(200);
                assertThat(hub.exitCode()).isZero();
            }
        }
    }

    private HubProcess start(int drainSeconds) {
        return HubProcess.hub(
                data,
                Map.of(
                        "HXA_CONNECT_ADMIN_SECRET", ADMIN_SECRET,
                        "HXA_CONNECT_METRICS_PORT", String.valueOf(metricsPort),
                        "HXA_CONNECT_DRAIN_SECONDS", String.valueOf(drainSeconds)));
    }

    private String measured() {
        return metrics.get("/metrics").body();
    }
}
