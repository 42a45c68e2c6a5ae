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
    void nobodyDoubtsWhoHeardEverything() {
        compare();
        for (int i = 0; i < 3; i++) {
            here.notices.tell(GONE);
            compare();
        }
        here.bus.cut();
        compare();
        here.bus.mend();
        compare();
        compare();
        assertThat(List.of(here.doubts, there.doubts)).containsOnly(0);
    }

    @Test
    void whoDidNotHearWhatWasWrittenDownDoubts() {
        compare();
        there.bus.deaf(true);
        here.notices.tell(GONE);
        compare();
        assertThat(there.doubts).as("it may be on its way").isZero();
        compare();
        assertThat(there.doubts).isEqualTo(1);
        there.bus.deaf(false);
        compare();
        here.notices.tell(GONE);
        compare();
        compare();
        assertThat(there.doubts).as("once").isEqualTo(1);
        assertThat(here.doubts).isZero();
    }

    @Test
    void whatCouldNotBeSentIsMissedToo() {
        compare();
        here.bus.cut();
        here.notices.tell(GONE);
        compare();
        compare();
        assertThat(there.doubts).isEqualTo(1);
    }

    @Test
    void aGapIsNoticedAtOnce() {
        compare();
        here.notices.tell(GONE);
        there.bus.deaf(true);
        here.notices.tell(GONE);
        there.bus.deaf(false);
        here.notices.tell(GONE);
        there.notices.run().block();
        assertThat(there.doubts).isEqualTo(1);
    }

    @Test
    void whoeverLosesNoticesAllTheTimeDoubtsEverySoOften() {
        compare();
        there.bus.deaf(true);
        for (int second = 0; second < 21; second++) {
            here.notices.tell(GONE);
            compare();
        }
        assertThat(there.doubts).isEqualTo(4);
    }

    @Test
    void whatANewNodeToldBeforeItWasKnownIsMissedToo() {
        there.notices.compare(List.of());
        there.bus.deaf(true);
        here.notices.tell(GONE);
        there.bus.deaf(false);
        compare();
        compare();
        assertThat(there.doubts).isEqualTo(1);
    }

    @Test
    void whatWasToldBeforeThisNodeBeganDoesNotMatter() {
        here.notices.tell(GONE);
        Node late = new Node();
        late.notices.compare(List.of(here.stored()));
        late.notices.compare(List.of(here.stored()));
        here.notices.tell(GONE);
        late.notices.compare(List.of(here.stored()));
        late.notices.run().block();
        assertThat(late.heard).hasSize(1);
        assertThat(late.doubts).isZero();
    }

    @Test
    void aNodeThatIsGoneMayHaveToldSomethingElse() {
        compare();
        there.notices.compare(List.of());
        there.notices.run().block();
        assertThat(there.doubts).isEqualTo(1);
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

    private void run() {
        here.notices.run().block();
        there.notices.run().block();
    }

    /** A second later: what was told by then is written down. */
    private void compare() {
        clock.advance(Duration.ofSeconds(1));
        here.notices.compare(List.of(there.stored()));
        there.notices.compare(List.of(here.stored()));
        run();
    }

    private final class Node {

        private final MemoryBus.Node bus = BusNoticesTest.this.bus.join();
        private final UUID id = UUID.randomUUID();
        private final BusNotices notices =
                new BusNotices(id, bus, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()), new SimpleMeterRegistry());
        private final List<Notice> heard = new ArrayList<>();
        private int doubts;

        Node() {
            notices.hear(Kind.BOT_DELETED, heard::add);
            notices.hear(Kind.TOKEN_REVOKED, heard::add);
            notices.onDoubt(() -> doubts++);
        }

        dev.parley.persistence.node.Node stored() {
            return new dev.parley.persistence.node.Node(id, 1, notices.told(), 0);
        }
    }
}
