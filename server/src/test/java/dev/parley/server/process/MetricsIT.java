package dev.parley.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestOrg;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators measure, and who cannot. */
class MetricsIT {

    private static final String ADMIN_SECRET = "operators-secret";

    @TempDir
    private Path data;

    @Test
    void metricsAreOnTheirOwnPortAlone() {
        int port = HubProcess.freePort();
        Map<String, String> settings =
                Map.of("HXA_CONNECT_ADMIN_SECRET", ADMIN_SECRET, "HXA_CONNECT_METRICS_PORT", String.valueOf(port));
        try (HubProcess hub = HubProcess.hub(data, settings)) {
            TestOrg org = TestOrg.create(hub.client(), ADMIN_SECRET, "acme");
            TestBot bot = org.bot("talker");
            try (HubSocket socket = bot.connect()) {
                org.bot("reader").sendTo(bot, "hello");
                assertThat(socket.next("message").path("sender_name").asString())
                        .isEqualTo("reader");
                socket.send(Fields.of("type", "send_dm", "ref", 1, "to", "reader", "content", "hello"));
                assertThat(socket.next("ack").path("ref").asInt()).isEqualTo(1);

                assertThat(hub.client().get("/metrics").status()).isEqualTo(401);
                assertThat(bot.http().get("/metrics").status())
                        .as("leads to the dashboard")
                        .isEqualTo(302);
                String metrics = HubClient.local(port).get("/metrics").body();
                assertThat(metrics)
                        .contains("http_server_requests_seconds_bucket{", "route=\"/api/send\"")
                        .contains("parley_lane_depth", "parley_lane_batch", "parley_lane_commit")
                        .contains("parley_fanout", "parley_connections", "parley_outbox")
                        .contains("jvm_memory_used_bytes", "jvm_gc", "parley_db_connections")
                        .contains("parley_ws_acks_total 1.0");
            }
        }
    }
}
