package dev.parley.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

class PollShutdownTest {

    @Test
    @Timeout(Polls.LONG - 5)
    void aHubThatStopsAnswersThoseWhoWait() throws IOException {
        TestHub hub = TestHub.onH2();
        hub.start();
        TestBot bob = hub.org().bot("bob");
        long before = Polls.end(bob.http());
        CompletableFuture<Answer> answer = Polls.waiting(bob.http(), before);
        new Polls(hub).awaitWaiting(1);
        hub.stop();

        assertThat(answer.join().status()).isEqualTo(200);
        JsonNode page = answer.join().json();
        assertThat(Polls.outcome(page)).isEqualTo("live");
        assertThat(Polls.position(page)).isEqualTo(before);
        assertThat(page.path("events")).isEmpty();
    }
}
