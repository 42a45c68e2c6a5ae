package dev.parley.server.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.journal.StoredEntry;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.BotRef;
import dev.parley.protocol.event.Event;
import dev.parley.server.auth.Caller;
import dev.parley.server.fanout.FrameForm.EventStream;
import dev.parley.server.fanout.FrameForm.Socket;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.JournalEntry;
import dev.parley.server.journal.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What becomes of pushes to a connection that is still told what it missed. */
class ResumingTest {

    private static final OrgId ORG = OrgId.next();
    private static final BotId BOT = BotId.next();
    private static final Topic THREAD = Topic.thread(ThreadId.next());

    private final Fanout fanout = new Fanout(new SimpleMeterRegistry());
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private Connection connection = open(Socket.POSITIONED);

    private Connection open(FrameForm form) {
        Caller caller = new Caller.Bot(
                ORG, BOT, "bot", AuthRole.MEMBER, Set.of(Scope.FULL), Optional.empty(), Optional.empty());
        Connection opened = new Connection(ORG, caller, channel, 0, form, true);
        fanout.open(opened);
        return opened;
    }

    @AfterEach
    void close() {
        fanout.closed(connection);
        channel.runPendingTasks();
        channel.finishAndReleaseAll();
    }

    @Test
    void pushesWaitUntilTheReplayEnds() {
        push(5);
        push(6);
        assertThat(positions()).isEmpty();
        replay(3, 4);
        assertThat(positions()).containsExactly(3L, 4L);
        goLive(4, true);
        assertThat(positions()).containsExactly(5L, 6L);
        push(7);
        assertThat(positions()).containsExactly(7L);
    }

    @Test
    void whatTheJournalToldIsNotToldAgain() {
        push(3);
        push(4);
        push(5);
        replay(3, 4);
        goLive(4, true);
        assertThat(positions()).containsExactly(3L, 4L, 5L);
    }

    /** The journal can be read between a commit and its push. */
    @Test
    void aPushThatComesAfterItsEntryWasReadIsDropped() {
        replay(3, 4);
        goLive(4, true);
        push(4);
        push(5);
        assertThat(positions()).containsExactly(3L, 4L, 5L);
    }

    @Test
    void whatIsTooMuchToKeepIsReadFromTheJournal() {
        int pushed = Holdback.MAX_FRAMES + 3;
        LongStream.rangeClosed(1, pushed).forEach(this::push);
        goLive(2, false);
        assertThat(positions()).isEmpty();
        replay(1, 2, 3);
        goLive(3, true);
        assertThat(positions()).hasSize(pushed).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aFrameThatIsTooLargeToKeepIsReadFromTheJournal() {
        push(7, "x".repeat(Holdback.MAX_BYTES));
        goLive(6, false);
        goLive(7, true);
        assertThat(positions()).isEmpty();
    }

    @Test
    void presenceIsKeptAsItCame() {
        push(5);
        fanout.pushEphemeral(ORG, new Event.BotOnline(new BotRef(BotId.next(), "other")), BotId.next());
        push(6);
        goLive(5, true);
        assertThat(frames())
                .satisfiesExactly(
                        online -> assertThat(online).contains("bot_online").doesNotContain("position"),
                        entry -> assertThat(entry).contains("\"position\":6"));
    }

    @Test
    void whatIsKeptGoesWithTheConnection() {
        push(5);
        fanout.closed(connection);
        push(6);
        assertThat(positions()).isEmpty();
    }

    @Test
    void aReplayToAConnectionThatIsGoneFails() {
        channel.close();
        StepVerifier.create(fanout.replay(connection, List.of(entry(1))))
                .then(channel::runPendingTasks)
                .verifyError();
    }

    @Test
    void aStreamIsToldEventsAndKeptOpenByComments() {
        fanout.closed(connection);
        connection = open(new EventStream("abc"));
        goLive(0, true);
        push(7);
        fanout.keepAlive(connection);
        assertThat(String.join("", raw()))
                .isEqualTo("id: abc:7\nevent: message\ndata: {\"n\":7,\"position\":7}\n\n: keep-alive\n\n");
    }

    private void push(long position) {
        push(position, "");
    }

    private void push(long position, String more) {
        String frame = more.isEmpty() ? "{\"n\":" + position + "}" : "{\"n\":\"" + more + "\"}";
        fanout.committed(List.of(new JournalEntry(ORG, position, "message", THREAD, Audience.everyone(), frame)));
        channel.runPendingTasks();
    }

    private void replay(long... positions) {
        List<StoredEntry> entries =
                LongStream.of(positions).mapToObj(ResumingTest::entry).toList();
        StepVerifier.create(fanout.replay(connection, entries))
                .then(channel::runPendingTasks)
                .verifyComplete();
    }

    private static StoredEntry entry(long position) {
        return new StoredEntry(position, "message", null, "{\"n\":" + position + "}");
    }

    private void goLive(long position, boolean lives) {
        StepVerifier.create(fanout.goLive(connection, position))
                .then(channel::runPendingTasks)
                .expectNext(lives)
                .verifyComplete();
    }

    private List<Long> positions() {
        return frames().stream()
                .map(frame -> Json.parse(frame).orElseThrow().path("position").asLong())
                .toList();
    }

    /** The texts of WebSocket frames; none of them is long. */
    private List<String> frames() {
        return raw().stream().map(frame -> frame.substring(2)).toList();
    }

    private List<String> raw() {
        channel.runPendingTasks();
        List<String> all = new ArrayList<>();
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            if (bytes.isReadable()) {
                all.add(bytes.toString(StandardCharsets.ISO_8859_1));
            }
            bytes.release();
        }
        return all;
    }
}
