package dev.parley.server.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.protocol.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What would go unnoticed if the witness of the other tests slept. */
class FrameWitnessTest {

    private static final String ID = "\"00000000-0000-7000-8000-000000000000\"";

    private static final String ACK =
            "{\"type\":\"ack\",\"ref\":1,\"result\":{\"operation\":\"thread_leave\",\"resource_id\":" + ID
                    + ",\"thread_id\":" + ID + ",\"timestamp\":1}}";

    private static final String ERROR = "{\"type\":\"error\",\"message\":\"m\",\"ref\":1,\"code\":\"CONFLICT\"}";

    private static final String ONLINE = "{\"type\":\"bot_online\",\"bot\":{\"id\":" + ID + ",\"name\":\"n\"}}";

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private FrameWitness witness;

    @BeforeEach
    void look() {
        witness = new FrameWitness(HUB.hub().port());
    }

    @Test
    void whatIsDocumentedPasses() {
        witness.sent("{\"type\":\"thread_leave\",\"ref\":1,\"thread_id\":" + ID + "}");
        assertThatCode(() -> {
                    received(ACK);
                    received(ONLINE);
                    received("{\"type\":\"pong\"}");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void anEventWithOneFieldMoreOrLessDoesNot() {
        refused(ONLINE.replace("{\"type\"", "{\"more\":1,\"type\""));
        refused(ONLINE.replace("\"name\":\"n\"", "\"name\":\"n\",\"more\":1"));
        refused(ONLINE.replace(",\"name\":\"n\"", ""));
    }

    @Test
    void aTypeThatIsNotSentDoesNot() {
        refused("{\"type\":\"hello\"}");
        refused("{\"type\":\"ping\"}");
    }

    @Test
    void anAckOfAnotherOperationDoesNot() {
        refused(ACK.replace("thread_leave", "thread_join"));
        refused(ACK.replace(",\"timestamp\":1", ""));
    }

    @Test
    void anErrorThatTheOperationDoesNotNameDoesNot() {
        witness.sent("{\"type\":\"thread_leave\",\"ref\":1,\"thread_id\":" + ID + "}");
        refused(ERROR);
        witness.sent("{\"type\":\"thread_invite\",\"ref\":1,\"thread_id\":" + ID + "}");
        received(ERROR);
        refused(ERROR.replace("CONFLICT", "CSRF_ERROR"));
    }

    @Test
    void theAckOfAFrameThatShouldHaveBeenRefusedDoesNot() {
        witness.sent("{\"type\":\"thread_leave\",\"ref\":1,\"thread_id\":7}");
        refused(ACK);
    }

    private void refused(String frame) {
        assertThatExceptionOfType(AssertionError.class).as(frame).isThrownBy(() -> received(frame));
    }

    private void received(String frame) {
        witness.received(Json.parse(frame).orElseThrow());
    }
}
