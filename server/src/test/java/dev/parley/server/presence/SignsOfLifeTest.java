package dev.parley.server.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.node.Node;
import dev.parley.server.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A node is dead when it was looked at for long enough and did not change, and for no other reason. */
class SignsOfLifeTest {

    private static final UUID ADA = UUID.randomUUID();
    private static final UUID BOB = UUID.randomUUID();

    private final ManualClock clock = new ManualClock(1_000);
    private final SignsOfLife signs = new SignsOfLife(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));

    @Test
    void whoDoesNotChangeForFifteenSecondsIsDead() {
        look(node(ADA, 1), node(BOB, 1));
        for (int second = 1; second < 15; second++) {
            assertThat(lookAfterASecond(node(ADA, second), node(BOB, 1))).isEmpty();
        }
        assertThat(lookAfterASecond(node(ADA, 15), node(BOB, 1))).containsExactly(node(BOB, 1));
    }

    @Test
    void anyChangeIsASign() {
        look(node(ADA, 5_000));
        waitSeconds(14, 5_000);
        assertThat(lookAfterASecond(node(ADA, 3))).as("its clock went back").isEmpty();
        waitSeconds(14, 3);
        assertThat(lookAfterASecond(node(ADA, 3))).hasSize(1);
    }

    @Test
    void timeInWhichNobodyLookedDoesNotCount() {
        look(node(ADA, 1));
        waitSeconds(14, 1);
        clock.advance(Duration.ofHours(1));

        assertThat(look(node(ADA, 1))).as("the database was away, or this node").isEmpty();
        waitSeconds(14, 1);
        assertThat(lookAfterASecond(node(ADA, 1))).hasSize(1);
    }

    @Test
    void whoAppearsHasAllTheTime() {
        look();
        clock.advance(Duration.ofSeconds(4));
        assertThat(look(node(ADA, 1))).isEmpty();
        waitSeconds(14, 1);
        assertThat(lookAfterASecond(node(ADA, 1))).hasSize(1);
    }

    @Test
    void whoWentAndCameBackHasItAnew() {
        look(node(ADA, 1));
        waitSeconds(10, 1);
        clock.advance(Duration.ofSeconds(1));
        look();
        waitSeconds(14, 1);
        assertThat(lookAfterASecond(node(ADA, 1))).isEmpty();
        assertThat(lookAfterASecond(node(ADA, 1))).hasSize(1);
    }

    private void waitSeconds(int seconds, long renewedAt) {
        for (int second = 0; second < seconds; second++) {
            assertThat(lookAfterASecond(node(ADA, renewedAt))).isEmpty();
        }
    }

    private List<Node> lookAfterASecond(Node... nodes) {
        clock.advance(Duration.ofSeconds(1));
        return look(nodes);
    }

    private List<Node> look(Node... nodes) {
        return signs.dead(List.of(nodes));
    }

    private static Node node(UUID id, long renewedAt) {
        return new Node(id, 1, 0, renewedAt);
    }
}
