package dev.parley.server.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Settings;
import dev.parley.server.Hub;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.ManualClock;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestOrg;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client may repeat its request to a hub that was started anew meanwhile, but not for ever. */
class RepeatsOverTimeTest {

    private static final String SECRET = "operators-secret";

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock(1_790_000_000_000L);

    @Test
    void aRepeatIsGivenTheFirstAnswerAfterARestartAndForADay() {
        String token;
        String other;
        Answer first;
        try (Hub hub = start()) {
            TestOrg org = TestOrg.create(HubClient.local(hub.port()), SECRET, "acme");
            TestBot ada = org.adminBot("ada");
            token = ada.token();
            other = org.bot("bob").id();
            first = send(hub, token, other);
            assertThat(first.status()).isEqualTo(200);
        }
        try (Hub hub = start()) {
            assertThat(send(hub, token, other).body()).isEqualTo(first.body());
            clock.advance(Duration.ofHours(24).minusSeconds(1));
            assertThat(send(hub, token, other).body()).isEqualTo(first.body());
            clock.advance(Duration.ofSeconds(1));
            Answer anew = send(hub, token, other);
            assertThat(anew.status()).isEqualTo(200);
            assertThat(anew.body()).isNotEqualTo(first.body());
        }
    }

    private static Answer send(Hub hub, String token, String to) {
        return HubClient.local(hub.port())
                .withToken(token)
                .with(IdempotencyKey.HEADER, "k")
                .post("/api/send", Fields.of("to", to, "content", "hello"));
    }

    private Hub start() {
        Map<String, String> environment = Map.of(
                "HXA_CONNECT_HOST",
                "127.0.0.1",
                "HXA_CONNECT_METRICS_PORT",
                "0",
                "HXA_CONNECT_ADMIN_SECRET",
                SECRET,
                "HXA_CONNECT_DATA_DIR",
                directory.toString());
        return Hub.start(Settings.from(environment).withHttpPort(0), clock);
    }
}
