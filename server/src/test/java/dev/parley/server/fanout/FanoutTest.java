package dev.parley.server.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.BotRef;
import dev.parley.protocol.event.Event;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.SessionInfo;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.JournalEntry;
import dev.parley.server.journal.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who receives what, and what happens to who does not keep up; on channels without a network. */
class FanoutTest {

    private static final OrgId ACME = OrgId.next();
    private static final OrgId GLOBEX = OrgId.next();
    private static final BotId ALICE = BotId.next();
    private static final BotId BOB = BotId.next();
    private static final Topic THREAD = Topic.thread(ThreadId.next());

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Fanout fanout = new Fanout(metrics);

    @Test
    void aTopicsEntryReachesEveryConnectionOfItsBotsAndTheAdminsWhoWatch() {
        Client alice = bot(ACME, ALICE);
        Client alicesOwner = owner(ACME, ALICE);
        Client bob = bot(ACME, BOB);
        Client watching = admin(ACME);
        Client elsewhere = admin(ACME);
        Client foreign = bot(GLOBEX, ALICE);
        watching.connection.subscribe(List.of(THREAD.id()));

        push("hello", new Audience.Bots(Set.of(ALICE), Audience.Admins.SUBSCRIBED));

        assertThat(alice.frames()).containsExactly("hello");
        assertThat(alicesOwner.frames()).containsExactly("hello");
        assertThat(watching.frames()).containsExactly("hello");
        assertThat(bob.frames()).isEmpty();
        assertThat(elsewhere.frames()).isEmpty();
        assertThat(foreign.frames()).isEmpty();
    }

    @Test
    void anEntryForAllAdminsReachesThoseWhoDoNotWatchToo() {
        Client admin = admin(ACME);
        Client bob = bot(ACME, BOB);
        push("created", new Audience.Bots(Set.of(ALICE), Audience.Admins.ALL));
        assertThat(admin.frames()).containsExactly("created");
        assertThat(bob.frames()).isEmpty();
    }

    @Test
    void everyoneIsTheWholeOrganisationAndNobodyElse() {
        Client alice = bot(ACME, ALICE);
        Client admin = admin(ACME);
        Client foreign = bot(GLOBEX, BOB);
        push("all", Audience.everyone());
        push("but alice", new Audience.Everyone(Optional.of(ALICE)));
        assertThat(alice.frames()).containsExactly("all");
        assertThat(admin.frames()).containsExactly("all", "but alice");
        assertThat(foreign.frames()).isEmpty();
    }

    @Test
    void aSetResolvedBeforeIsResolvedAnewAfterAConnectionOpenedOrClosed() {
        Audience audience = new Audience.Bots(Set.of(ALICE, BOB), Audience.Admins.SUBSCRIBED);
        Client alice = bot(ACME, ALICE);
        push("1", audience);
        Client bob = bot(ACME, BOB);
        push("2", audience);
        fanout.closed(alice.connection);
        push("3", audience);
        assertThat(alice.frames()).containsExactly("1", "2");
        assertThat(bob.frames()).containsExactly("2", "3");
    }

    @Test
    void anAnswerArrivesAfterTheEventsThatWerePushedBeforeIt() {
        Client alice = bot(ACME, ALICE);
        for (int i = 0; i < 200; i++) {
            push("event " + i, Audience.everyone());
            String ack = "ack " + i;
            fanout.send(alice.connection, () -> ack.getBytes(StandardCharsets.UTF_8));
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            expected.add("event " + i);
            expected.add("ack " + i);
        }
        assertThat(alice.frames()).isEqualTo(expected);
    }

    @Test
    void aReaderThatFallsBehindIsClosedAndHarmsNobodyElse() {
        Client slow = bot(ACME, ALICE);
        slow.channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
        slow.stopReading();
        Client quick = bot(ACME, BOB);
        push("first", Audience.everyone());
        push("second", Audience.everyone());
        push("third", Audience.everyone());
        assertThat(quick.frames()).containsExactly("first", "second", "third");
        assertThat(slow.frames()).isEmpty();
        assertThat(slow.connection.closing().block()).isEqualTo(Connection.Close.TOO_SLOW);
        assertThat(metrics.counter("parley.outbox.closed").count()).isGreaterThanOrEqualTo(1);
        slow.channel.close();
    }

    @Test
    void presenceCountsTokenConnectionsOnly() {
        Client owner = owner(ACME, ALICE);
        assertThat(fanout.isOnline(ACME, ALICE)).isFalse();
        Client first = new Client(ACME, tokenOf(ACME, ALICE));
        Client second = new Client(ACME, tokenOf(ACME, ALICE));
        assertThat(fanout.open(first.connection)).isTrue();
        assertThat(fanout.open(second.connection)).isFalse();
        assertThat(fanout.closed(first.connection)).isFalse();
        assertThat(fanout.isOnline(ACME, ALICE)).isTrue();
        assertThat(fanout.closed(second.connection)).isTrue();
        assertThat(fanout.closed(owner.connection)).isFalse();
        assertThat(fanout.isOnline(ACME, ALICE)).isFalse();
    }

    @Test
    void anEventThatIsNotJournaledReachesEveryoneButItsBot() {
        Client alice = bot(ACME, ALICE);
        Client bob = bot(ACME, BOB);
        fanout.pushEphemeral(ACME, new Event.BotOnline(new BotRef(ALICE, "alice")), ALICE);
        assertThat(alice.frames()).isEmpty();
        assertThat(bob.frames())
                .containsExactly("{\"type\":\"bot_online\",\"bot\":{\"id\":\"" + ALICE + "\",\"name\":\"alice\"}}");
    }

    @Test
    void framesOfEveryLengthAreEncodedAsTheStandardSays() {
        Client alice = bot(ACME, ALICE);
        for (int length : new int[] {0, 1, 125, 126, 127, 65_535, 65_536, 200_000}) {
            push("字".repeat(length / 3) + "x".repeat(length % 3), Audience.everyone());
        }
        assertThat(alice.frames())
                .extracting(frame -> frame.getBytes(StandardCharsets.UTF_8).length)
                .containsExactly(0, 1, 125, 126, 127, 65_535, 65_536, 200_000);
    }

    private void push(String frame, Audience audience) {
        fanout.committed(List.of(new JournalEntry(ACME, 1, "message", THREAD, audience, frame)));
    }

    private Client bot(OrgId org, BotId bot) {
        return opened(new Client(org, tokenOf(org, bot)));
    }

    private Client owner(OrgId org, BotId bot) {
        return opened(new Client(
                org,
                new Caller.Bot(
                        org,
                        bot,
                        "bot",
                        AuthRole.MEMBER,
                        Set.of(Scope.FULL),
                        Optional.of(session()),
                        Optional.empty())));
    }

    private Client admin(OrgId org) {
        return opened(new Client(org, new Caller.OrgAdmin(org, Optional.of(session()))));
    }

    private Client opened(Client client) {
        fanout.open(client.connection);
        return client;
    }

    private static Caller tokenOf(OrgId org, BotId bot) {
        return new Caller.Bot(org, bot, "bot", AuthRole.MEMBER, Set.of(Scope.FULL), Optional.empty(), Optional.empty());
    }

    private static SessionInfo session() {
        return new SessionInfo("id", "ref", Optional.empty(), Instant.EPOCH);
    }

    /** A connection whose outbound bytes are looked at. */
    private static final class Client {
        final EmbeddedChannel channel = new EmbeddedChannel();
        final Connection connection;

        Client(OrgId org, Caller caller) {
            connection = new Connection(org, caller, channel, 0);
        }

        /** From now on nothing leaves the outbox. */
        void stopReading() {
            channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
                @Override
                public void flush(ChannelHandlerContext context) {
                    // nobody takes it
                }
            });
        }

        List<String> frames() {
            channel.runPendingTasks();
            List<String> frames = new ArrayList<>();
            for (ByteBuf frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
                frames.add(payload(frame));
            }
            return frames;
        }

        private static String payload(ByteBuf frame) {
            assertThat(frame.readByte()).isEqualTo((byte) 0x81);
            int length = frame.readByte();
            long bytes = length == 126 ? frame.readUnsignedShort() : length == 127 ? frame.readLong() : length;
            assertThat(frame.readableBytes()).isEqualTo((int) bytes);
            String text = frame.toString(StandardCharsets.UTF_8);
            frame.release();
            return text;
        }
    }
}
