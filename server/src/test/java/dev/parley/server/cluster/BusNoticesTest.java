package dev.parley.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.cluster.Notice.Kind;
import dev.parley.server.testing.ManualClock;
import dev.parley.server.testing.MemoryBus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What nodes hear of each other, and when they must doubt that they heard it all. */
class BusNoticesTest {

    private static final OrgId ORG = OrgId.next();
    private static final BotId BOT = BotId.next();
    private static final Notice GONE = Notice.ofBot(Kind.BOT_DELETED, ORG, BOT);

    private final ManualClock clock = new ManualClock(0);
    private final MemoryBus bus = new MemoryBus();
    private final Node here = new Node();
    private final Node there = new Node();

    @Test
    void othersAreToldAndOneselfIsNot() {
        here.notices.tell(GONE);
        here.notices.tell(Notice.tokenRevoked(ORG, BOT.value()));

        assertThat(there.heard).containsExactly(GONE, Notice.tokenRevoked(ORG, BOT.value()));
        assertThat(here.heard).isEmpty();
        assertThat(there.heard.get(0).orgId()).isEqualTo(ORG);
        assertThat(there.heard.get(0).bot()).isEqualTo(BOT);
        assertThat(List.of(here.doubts, there.doubts)).containsOnly(0);
    }

    @Test
    void whoIsCutOffDoubtsEverySoOften() {
        run();
        here.bus.cut();
        run();
        assertThat(here.doubts).isEqualTo(1);
        pass(4);
        assertThat(here.doubts).isEqualTo(1);
        pass(1);
        assertThat(here.doubts).isEqualTo(2);
        assertThat(there.doubts).as("it hears everything").isZero();
    }

    @Test
    void whoIsBackDoubtsAtOnceAndSoDoOthers() {
        here.bus.cut();
        pass(7);
        int before = here.doubts;
        here.bus.mend();
        assertThat(here.doubts).isEqualTo(before + 1);
        run();
        assertThat(there.doubts).as("what it had to say may have been lost").isEqualTo(1);
        pass(10);
        assertThat(there.doubts).isEqualTo(1);
    }

    @Test
    void whatCouldNotBeToldIsCounted() {
        here.notices.tell(GONE);
        assertThat(here.notices.untold()).isZero();
        here.bus.cut();
        here.notices.tell(GONE);
        here.notices.tell(GONE);
        assertThat(here.notices.untold()).isEqualTo(2);

        there.notices.doubtSoon();
        there.notices.doubtSoon();
        run();
        assertThat(there.doubts).isEqualTo(1);
        there.notices.doubtSoon();
        run();
        assertThat(there.doubts).as("not all the time").isEqualTo(1);
        pass(5);
        assertThat(there.doubts).as("but again").isEqualTo(2);
    }

    @Test
    void whatAnotherVersionTellsIsAReasonToDoubt() {
        here.bus.publish(
                "notices",
                ("{\"node\":\"" + UUID.randomUUID() + "\",\"notice\":{\"kind\":\"MOON_PHASE\"}}")
                        .getBytes(StandardCharsets.UTF_8));
        run();
        assertThat(there.doubts).isEqualTo(1);
        here.notices.tell(GONE);
        assertThat(there.heard).as("it listens on").containsExactly(GONE);
    }

    private void pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            clock.advance(Duration.ofSeconds(1));
            run();
        }
    }

    private void run() {
        here.notices.run().block();
        there.notices.run().block();
    }

    private final class Node {

        private final MemoryBus.Node bus = BusNoticesTest.this.bus.join();
        private final BusNotices notices = new BusNotices(
                UUID.randomUUID(), bus, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()), new SimpleMeterRegistry());
        private final List<Notice> heard = new ArrayList<>();
        private int doubts;

        Node() {
            notices.hear(Kind.BOT_DELETED, heard::add);
            notices.hear(Kind.TOKEN_REVOKED, heard::add);
            notices.onDoubt(() -> doubts++);
        }
    }
}
