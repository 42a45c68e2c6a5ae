package dev.parley.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.testing.TestHub;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever a client sends is answered, refused or ends its connection, and harms nobody else; see {@link FrameFuzz}. */
class FrameFuzzTest {

    private static final int SHOOTERS = 3;
    private static final int SHOTS_EACH = 1_000;
    private static final long SEED = 20_260;

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Test
    @Timeout(60)
    void everyFrameIsAnsweredOrClosesItsConnectionAndNobodyElseNotices() {
        Range range = new Range(HUB);
        try (Witness witness = range.witness()) {
            CompletableFuture<Void> shooting = range.fire(SHOOTERS, SHOTS_EACH, SEED);
            while (!shooting.isDone()) {
                witness.talk();
            }
            shooting.join();
            assertThat(witness.messages()).isPositive();
            assertThat(witness.millis(0.99)).isLessThan(5_000);
        }
        assertThat(range.tally.outcomes()).containsKeys("ack", "close 1002", "close 1009", "error NOT_FOUND");
        while (range.connections() > 0) {
            Thread.onSpinWait();
        }
    }
}
