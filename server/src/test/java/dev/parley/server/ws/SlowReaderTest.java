package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.RawSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A reader that falls behind is cut off, and harms nobody else. */
class SlowReaderTest {

    private static final int MESSAGES = 300;
    private static final int MESSAGE_LENGTH = 60_000;

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Test
    void whoDoesNotReadIsClosedWhileTheOthersReceiveEverything() throws IOException {
        TestOrg org = HUB.org().unlimited();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        TestBot sleepy = org.bot("sleepy");
        String thread = alice.openThread("Large words", bob, sleepy);
        try (RawSocket asleep = RawSocket.connect(sleepy);
                HubSocket reader = bob.connect();
                HubSocket writer = alice.connect()) {
            String padding = "x".repeat(MESSAGE_LENGTH);
            for (int i = 1; i <= MESSAGES; i++) {
                Object frame = Fields.of(
                        "type", "send_thread_message", "ref", i, "thread_id", thread, "content", i + " " + padding);
                writer.send(frame);
            }
            for (int i = 1; i <= MESSAGES; i++) {
                assertThat(reader.next("thread_message").at("/message/content").asString())
                        .startsWith(i + " ");
                assertThat(writer.next("ack").path("ref").asInt()).isEqualTo(i);
            }
            assertThat(asleep.closeCode()).isEqualTo(1013);
        }
    }
}
