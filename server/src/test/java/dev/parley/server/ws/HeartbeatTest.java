package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.server.testing.FeatureHub;
import dev.parley.server.testing.RawSocket;
import dev.parley.server.testing.RawSocket.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever does not answer a ping until the next one is gone. */
class HeartbeatTest {

    private static final int PING = 0x9;

    /** Final, masked with zeroes, empty. */
    private static final byte[] PONG_FRAME = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private FeatureHub hub;
    private TestOrg org;

    @BeforeEach
    void start() {
        org = TestOrg.in(H2.database());
        hub = new FeatureHub(H2.database()).start();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void whoeverAnswersStays() throws IOException {
        try (RawSocket socket = connect("alice")) {
            for (int beat = 0; beat < 3; beat++) {
                hub.heartbeat();
                assertThat(socket.next().opcode()).isEqualTo(PING);
                socket.write(PONG_FRAME);
                assertAlive(socket);
            }
        }
    }

    @Test
    void aPongNobodyAskedForCountsToo() throws IOException {
        try (RawSocket socket = connect("alice")) {
            hub.heartbeat();
            socket.write(PONG_FRAME);
            socket.write(PONG_FRAME);
            assertThat(socket.next().opcode()).isEqualTo(PING);
            assertAlive(socket);
            hub.heartbeat();
            assertThat(socket.next().opcode()).isEqualTo(PING);
        }
    }

    @Test
    void whoeverSendsButDoesNotAnswerIsDroppedWithoutAWord() throws IOException {
        try (RawSocket socket = connect("alice")) {
            hub.heartbeat();
            assertThat(socket.next().opcode()).isEqualTo(PING);
            assertAlive(socket);

            hub.heartbeat();

            assertThat(socket.isAtEnd()).isTrue();
        }
    }

    @Test
    void itBeatsEveryHalfMinute() {
        assertThat(LiveConnections.HEARTBEAT).isEqualTo(Duration.ofSeconds(30));
    }

    private RawSocket connect(String name) throws IOException {
        RawSocket socket = hub.connectRaw(FeatureHub.caller(org, org.bot(name)));
        assertAlive(socket);
        return socket;
    }

    /** The JSON ping shows that the hub listens; it does not keep the connection alive. */
    private static void assertAlive(RawSocket socket) throws IOException {
        socket.send("{\"type\":\"ping\"}");
        Frame pong = socket.next();
        assertThat(new String(pong.payload(), StandardCharsets.UTF_8)).isEqualTo("{\"type\":\"pong\"}");
    }
}
