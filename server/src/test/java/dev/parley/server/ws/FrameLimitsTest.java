package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.RawSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How large a client's frames may be, and in how many pieces they may come. */
class FrameLimitsTest {

    private static final int MOST_BYTES = (1 << 20) + (64 << 10);
    private static final String PING = "{\"type\":\"ping\"}";

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Test
    void aMessageInFragmentsIsOneMessage() {
        TestOrg org = HUB.org();
        org.bot("bob");
        try (HubSocket socket = org.bot("alice").connect()) {
            String frame = Json.write(Fields.of("type", "send_dm", "ref", 1, "to", "bob", "content", "grüße 🙂"));
            int[] codePoints = frame.codePoints().toArray();
            for (int i = 0; i < codePoints.length; i++) {
                String piece = Character.toString(codePoints[i]);
                socket.raw().sendText(piece, i == codePoints.length - 1).join();
            }
            assertThat(socket.next("message").at("/message/content").asString()).isEqualTo("grüße 🙂");
            assertThat(socket.next("ack").path("ref").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aPingMayComeBetweenFragments() {
        try (HubSocket socket = HUB.org().bot("alice").connect()) {
            socket.raw().sendText("{\"type\":", false).join();
            socket.raw().sendPing(ByteBuffer.wrap(new byte[] {1, 2, 3})).join();
            socket.raw().sendText("\"ping\"}", true).join();
            assertThat(socket.next().path("type").asString()).isEqualTo("pong");
        }
    }

    @Test
    void aBinaryFrameIsReadLikeText() {
        try (HubSocket socket = HUB.org().bot("alice").connect()) {
            socket.raw()
                    .sendBinary(ByteBuffer.wrap(PING.getBytes(StandardCharsets.UTF_8)), true)
                    .join();
            assertThat(socket.next().path("type").asString()).isEqualTo("pong");
        }
    }

    @Test
    void aFrameOfTheLargestSizeIsAnswered() throws IOException {
        try (HubSocket socket = HUB.org().bot("alice").connect()) {
            String start = "{\"type\":\"ping\",\"padding\":\"";
            socket.send(start + "x".repeat(MOST_BYTES - start.length() - 2) + "\"}");
            assertThat(socket.next().path("type").asString()).isEqualTo("pong");
        }
    }

    @Test
    void aLargerFrameClosesTheConnectionWhenWhatCameBeforeIsDone() throws IOException {
        TestOrg org = HUB.org();
        TestBot bob = org.bot("bob");
        try (HubSocket receiver = bob.connect();
                RawSocket socket = RawSocket.connect(org.bot("alice"))) {
            for (int i = 1; i <= 20; i++) {
                socket.send(Json.write(Fields.of("type", "send_dm", "to", "bob", "content", "message " + i)));
            }
            socket.announce(MOST_BYTES + 1);
            assertThat(socket.closeCode()).isEqualTo(1009);
            for (int i = 1; i <= 20; i++) {
                assertThat(receiver.next("message").at("/message/content").asString())
                        .isEqualTo("message " + i);
            }
        }
    }

    @Test
    void whoeverIsStillSendingALargerFrameLearnsWhyItIsClosed() throws IOException {
        try (RawSocket socket = RawSocket.connect(HUB.org().bot("alice"))) {
            socket.send("{\"type\":\"ping\"}");
            socket.send("x".repeat(16 * MOST_BYTES));
            assertThat(socket.nextText()).isEqualTo("{\"type\":\"pong\"}");
            assertThat(socket.closeCode()).isEqualTo(1009);
            assertThat(socket.isAtEnd()).isTrue();
        }
    }

    @Test
    void aLargerMessageInFragmentsClosesTheConnection() {
        try (HubSocket socket = HUB.org().bot("alice").connect()) {
            String piece = "x".repeat(64 << 10);
            for (int sent = 0; sent <= MOST_BYTES; sent += piece.length()) {
                // The close may be here before the last piece is out.
                socket.raw()
                        .sendText(piece, false)
                        .exceptionally(closed -> socket.raw())
                        .join();
            }
            assertThat(socket.closed().code()).isEqualTo(1009);
        }
    }

    @Test
    void aLargeFrameHarmsOnlyWhoSentIt() throws IOException {
        TestBot alice = HUB.org().bot("alice");
        try (HubSocket other = alice.connect();
                RawSocket socket = RawSocket.connect(alice)) {
            socket.announce(MOST_BYTES + 1);
            assertThat(socket.closeCode()).isEqualTo(1009);
            other.send(PING);
            assertThat(other.next().path("type").asString()).isEqualTo("pong");
        }
    }
}
