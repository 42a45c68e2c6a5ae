package dev.parley.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.Commit;
import dev.parley.server.journal.JournalEntry;
import dev.parley.server.journal.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommitCodecTest {

    private static final UUID NODE = UUID.randomUUID();
    private static final OrgId ORG = OrgId.next();

    private static JournalEntry entry(long position, Topic topic, Audience audience, String frame) {
        return new JournalEntry(ORG, position, "thread_message", topic, audience, frame);
    }

    private static Commit everything() {
        BotId bot = BotId.next();
        return new Commit(
                ORG,
                41,
                Long.MAX_VALUE,
                List.of(
                        entry(
                                42,
                                Topic.thread(ThreadId.next()),
                                bots(Audience.Admins.SUBSCRIBED, bot),
                                "{\"a\":\"ä😀\"}"),
                        entry(43, Topic.channel(ChannelId.next()), bots(Audience.Admins.ALL, bot, BotId.next()), "{}"),
                        entry(44, Topic.org(ORG), Audience.everyone(), "x".repeat(1 << 20)),
                        entry(45, Topic.admins(ORG), new Audience.Everyone(Optional.of(bot)), ""),
                        entry(46, Topic.bot(bot), bots(Audience.Admins.SUBSCRIBED), "{}")));
    }

    private static Audience bots(Audience.Admins admins, BotId... bots) {
        return new Audience.Bots(Set.of(bots), admins);
    }

    @Test
    void whatIsWrittenIsRead() {
        Commit commit = everything();
        assertThat(CommitCodec.decode(CommitCodec.encode(NODE, commit)))
                .contains(new CommitCodec.Message(NODE, commit));
        Commit silent = new Commit(ORG, 1, 2, List.of());
        assertThat(CommitCodec.decode(CommitCodec.encode(NODE, silent)))
                .contains(new CommitCodec.Message(NODE, silent));
    }

    @Test
    void whatIsCutOffOrOfAnotherVersionIsNothing() {
        byte[] message = CommitCodec.encode(
                NODE, new Commit(ORG, 1, 2, List.of(entry(2, Topic.org(ORG), Audience.everyone(), "{}"))));
        for (int length = 0; length < message.length; length++) {
            assertThat(CommitCodec.decode(Arrays.copyOf(message, length))).isEmpty();
        }
        message[0]++;
        assertThat(CommitCodec.decode(message)).isEmpty();
    }

    @Test
    void noiseDoesNoHarm() {
        Random random = new Random(1);
        byte[] message = CommitCodec.encode(
                NODE, new Commit(ORG, 1, 2, List.of(entry(2, Topic.org(ORG), Audience.everyone(), "{}"))));
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = message.clone();
            noise[random.nextInt(noise.length)] = (byte) random.nextInt();
            noise[random.nextInt(noise.length)] = (byte) random.nextInt();
            assertThat(CommitCodec.decode(noise)).isNotNull();
        }
    }
}
