package dev.parley.server.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.bot.SqlBotRepository;
import dev.parley.persistence.cursor.SqlCursorRepository;
import dev.parley.persistence.journal.SqlJournalRepository;
import dev.parley.persistence.journal.StoredEntry;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.server.auth.Caller;
import dev.parley.server.fanout.Connection;
import dev.parley.server.fanout.Fanout;
import dev.parley.server.fanout.FrameForm;
import dev.parley.server.feed.Feed;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.JournalEntry;
import dev.parley.server.journal.Rendering;
import dev.parley.server.journal.Topic;
import dev.parley.server.receipt.Stretches.Stretch;
import dev.parley.server.testing.FeatureHub;
import dev.parley.server.testing.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;

/** What is written to connections is counted, and nothing else; on channels without a network. */
class ConnectionAccountsTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private final TestOrg org = TestOrg.in(H2.database());
    private final BotSummary ada = org.bot("ada");
    private final Deliveries deliveries = new Deliveries(
            new DeliveryStore(
                    H2.database(),
                    new SqlCursorRepository(),
                    new FeedGaps(
                            H2.database(),
                            new SqlBotRepository(),
                            new Feed(H2.database(), new SqlJournalRepository()))),
            new ManualClock(0));
    private final Fanout fanout = new Fanout(new SimpleMeterRegistry(), Rendering.AS_STORED, deliveries);
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void whatWasPushedIsCountedBeforeAndAfterTheEnd() {
        Connection connection = open(FeatureHub.caller(org, ada), false);
        push(10);
        push(20);

        assertThat(handed()).containsExactly(new Stretch(9, 20));
        fanout.closed(connection);
        push(30);
        assertThat(handed()).containsExactly(new Stretch(9, 20));
    }

    @Test
    void whatGoesToItsOwnerIsNot() {
        fanout.closed(open(FeatureHub.owner(org, ada), false));
        Connection admin = open(FeatureHub.admin(org.id()), false);
        push(10);
        fanout.closed(admin);

        assertThat(handed()).isEmpty();
    }

    @Test
    void whatASlowReaderWasRefusedIsNotEvenIfItGetsMoreBeforeItIsClosed() {
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
        Valve valve = new Valve();
        channel.pipeline().addFirst("valve", valve);
        Connection connection = open(FeatureHub.caller(org, ada), false);
        push(10);
        push(20);
        assertThat(connection.closing().block()).isEqualTo(Connection.Close.TOO_SLOW);
        channel.pipeline().remove(valve);
        push(30);

        assertThat(handed()).containsExactly(new Stretch(9, 10));
    }

    @Test
    void aReplayIsCountedFromItsCursorOnWithWhatWasHeldBack() {
        Connection connection = open(FeatureHub.caller(org, ada), true);
        connection.goesOnAfter(5);
        push(40);
        assertThat(handed()).as("held back").isEmpty();

        Disposable replay =
                fanout.replay(connection, List.of(stored(10), stored(20))).subscribe();
        channel.runPendingTasks();
        assertThat(replay.isDisposed()).isTrue();
        assertThat(handed()).containsExactly(new Stretch(5, 20));

        Disposable live = fanout.goLive(connection, 30).subscribe();
        channel.runPendingTasks();
        assertThat(live.isDisposed()).isTrue();
        assertThat(handed()).containsExactly(new Stretch(5, 40));
    }

    private List<Stretch> handed() {
        return deliveries.latest(org.id(), ada.id()).stretches().all();
    }

    private Connection open(Caller caller, boolean resumes) {
        Connection connection = new Connection(org.id(), caller, channel, 0, FrameForm.Socket.POSITIONED, resumes);
        fanout.open(connection);
        return connection;
    }

    private void push(long position) {
        fanout.committed(List.of(
                new JournalEntry(org.id(), position, "message", Topic.org(org.id()), Audience.everyone(), "{}")));
        channel.runPendingTasks();
    }

    private static StoredEntry stored(long position) {
        return new StoredEntry(position, "message", null, "{}");
    }

    /** Shut: nothing leaves the outbox. */
    private static final class Valve extends ChannelOutboundHandlerAdapter {
        @Override
        public void flush(ChannelHandlerContext context) {
            // nobody takes it
        }
    }
}
