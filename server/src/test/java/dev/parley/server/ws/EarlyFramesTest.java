package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.server.testing.FeatureHub;
import dev.parley.server.testing.RawSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Sinks;

/** A client may send at once, though the hub is still looking at its ticket: nothing of that is lost or misread. */
class EarlyFramesTest {

    /** The text frame of a JSON ping, masked with zeroes. */
    private static final byte[] TEXT_FRAME = frame("{\"type\":\"ping\"}");

    private static final byte[] PONG_FRAME = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};
    private static final byte[] PING_FRAME = {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0};
    private static final byte[] CLOSE_FRAME = {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 1000 >> 8, (byte) 1000};

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private final Sinks.Empty<Void> admitted = Sinks.empty();
    private FeatureHub hub;

    @BeforeEach
    void start() {
        hub = new FeatureHub(H2.database()).start();
        hub.admission = admitted.asMono();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void anEarlyPongIsNoMessage() throws IOException {
        try (RawSocket socket = connect()) {
            sendAndArrive(socket, PONG_FRAME, TEXT_FRAME, PING_FRAME);
            admitted.tryEmitEmpty();

            assertThat(socket.nextText()).isEqualTo("{\"type\":\"pong\"}");
            socket.write(CLOSE_FRAME);
            assertThat(socket.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void aGoodbyeWaitsForWhatWasSaidBefore() throws IOException {
        try (RawSocket socket = connect()) {
            sendAndArrive(socket, TEXT_FRAME, PING_FRAME, CLOSE_FRAME);
            admitted.tryEmitEmpty();

            assertThat(socket.nextText()).isEqualTo("{\"type\":\"pong\"}");
            assertThat(socket.closeCode()).isEqualTo(1000);
        }
    }

    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(6 + payload.length)
                .put((byte) 0x81)
                .put((byte) (0x80 | payload.length))
                .putInt(0)
                .put(payload)
                .array();
    }

    private RawSocket connect() {
        TestOrg org = TestOrg.in(H2.database());
        return hub.connectRaw(FeatureHub.caller(org, org.bot("alice")));
    }

    /** Sends all at once, and waits until it has arrived: a ping is answered before anybody is admitted. */
    private static void sendAndArrive(RawSocket socket, byte[]... frames) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        socket.write(all.toByteArray());
        assertThat(socket.next().opcode()).isEqualTo(0xA);
    }
}
