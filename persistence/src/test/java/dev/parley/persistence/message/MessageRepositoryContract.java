package dev.parley.persistence.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.journal.PositionRange;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.message.Mention;
import dev.parley.protocol.message.ReplyTo;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of messages must do. */
public interface MessageRepositoryContract {

    Database database();

    @Test
    default void readsBackEveryFieldOfAThreadMessage() {
        Talk talk = new Talk(database());
        StoredMessage question = talk.say(10, "what now?");
        StoredMessage answer = new StoredMessage(
                talk.topic,
                20,
                MessageId.next(),
                talk.bob.id(),
                "bob",
                "@ada 你好 🙂",
                "markdown",
                new RawJson("[{\"type\":\"image\",\"url\":\"/x\"}]"),
                List.of(new Mention(talk.ada.id(), "ada")),
                true,
                new RawJson("{\"k\":[1,null]}"),
                question.id(),
                new ReplyTo(question.id(), talk.ada.id(), "ada", "what now?", Position.millis(10)));
        talk.store(answer);

        assertThat(talk.newest(PositionRange.ALL, 10)).containsExactly(answer, question);
        assertThat(messages()
                        .find(database(), talk.org.id(), talk.topic, answer.id())
                        .block())
                .isEqualTo(answer);
    }

    @Test
    default void pagesFromTheNewestDown() {
        Talk talk = new Talk(database());
        List<StoredMessage> said = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> talk.say(i * 10L, "m" + i))
                .toList();

        assertThat(talk.contents(PositionRange.ALL, 2)).containsExactly("m5", "m4");
        assertThat(talk.contents(PositionRange.before(said.get(3).position()), 2))
                .containsExactly("m3", "m2");
        assertThat(talk.contents(PositionRange.after(30), 9)).containsExactly("m5", "m4");
        assertThat(talk.contents(new PositionRange(10, 40), 9)).containsExactly("m3", "m2");
        assertThat(talk.contents(PositionRange.before(10), 9)).isEmpty();
    }

    @Test
    default void pagesFromTheOldestUp() {
        Talk talk = new Talk(database());
        List<StoredMessage> said = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> talk.say(i * 10L, "m" + i))
                .toList();

        assertThat(talk.oldest(PositionRange.ALL, 2)).containsExactly(said.get(0), said.get(1));
        assertThat(talk.oldest(PositionRange.after(20), 9)).containsExactly(said.get(2), said.get(3));
        assertThat(talk.oldest(PositionRange.after(40), 9)).isEmpty();
    }

    @Test
    default void aWindowOfTimeLeavesItsOwnMillisecondsOut() {
        Talk talk = new Talk(database());
        talk.say(Position.first(1_000), "first of 1000");
        talk.say(Position.last(1_000), "last of 1000");
        talk.say(Position.first(1_001), "1001");
        talk.say(Position.first(1_002), "1002");

        assertThat(talk.contents(window(1_000, 1_002), 9)).containsExactly("1001");
        assertThat(talk.contents(PositionRange.between(OptionalLong.of(999), OptionalLong.empty()), 9))
                .hasSize(4);
        assertThat(talk.contents(PositionRange.between(OptionalLong.empty(), OptionalLong.of(1_001)), 9))
                .containsExactly("last of 1000", "first of 1000");
        assertThat(talk.contents(window(Long.MIN_VALUE, Long.MAX_VALUE), 9)).hasSize(4);
        assertThat(talk.contents(window(Long.MAX_VALUE, Long.MIN_VALUE), 9)).isEmpty();
    }

    @Test
    default void showsTheSendersCurrentNameAndThatOfWhoeverIsAnswered() {
        Talk talk = new Talk(database());
        StoredMessage question = talk.say(10, "what now?");
        talk.store(talk.message(talk.bob, 20, "this", question.id()));
        database()
                .execute(
                        "UPDATE bots SET name = 'lovelace' WHERE id = $1",
                        talk.ada.id().value())
                .block();

        List<StoredMessage> page = talk.newest(PositionRange.ALL, 10);
        assertThat(page.get(0).replyTo().senderName()).isEqualTo("lovelace");
        assertThat(page.get(1).senderName()).isEqualTo("lovelace");
    }

    @Test
    default void whoeverIsGoneIsUnknown() {
        Talk talk = new Talk(database());
        StoredMessage question = talk.say(10, "what now?");
        talk.store(talk.message(talk.bob, 20, "this", question.id()));
        talk.org.forget(talk.ada.id());

        List<StoredMessage> page = talk.newest(PositionRange.ALL, 10);
        assertThat(page.get(0).replyTo())
                .isEqualTo(new ReplyTo(question.id(), null, "unknown", "what now?", question.createdAt()));
        assertThat(page.get(1).toThreadMessage().senderId()).isNull();
        assertThat(page.get(1).toThreadMessage().senderName()).isEqualTo("unknown");
        assertThat(page.get(1).toDirectMessage().senderId()).isEqualTo(talk.ada.id());
        assertThat(page.get(1).toDirectMessage().senderName()).isEqualTo("unknown");
    }

    @Test
    default void anAnswerToWhatIsGoneKeepsItsId() {
        Talk talk = new Talk(database());
        MessageId gone = MessageId.next();
        talk.store(talk.message(talk.bob, 20, "this", gone));

        StoredMessage read = talk.newest(PositionRange.ALL, 1).get(0);
        assertThat(read.replyToId()).isEqualTo(gone);
        assertThat(read.replyTo()).isNull();
    }

    @Test
    default void tellsWhereAMessageWasSaid() {
        Talk talk = new Talk(database());
        MessageId id = talk.say(10, "hi").id();

        assertThat(locate(talk.org, id)).isEqualTo(new MessagePlace(talk.topic, 10, talk.ada.id()));
        assertThat(locate(talk.org, MessageId.next())).isNull();
        assertThat(locate(TestOrg.in(database()), id)).isNull();
    }

    private MessagePlace locate(TestOrg org, MessageId id) {
        return messages().locate(database(), org.id(), id).block();
    }

    @Test
    default void findsAMessageOnlyInItsOwnTopicAndOrganisation() {
        Talk talk = new Talk(database());
        MessageId id = talk.say(10, "hi").id();
        TestOrg other = TestOrg.in(database());

        assertThat(messages()
                        .find(database(), talk.org.id(), UUID.randomUUID(), id)
                        .block())
                .isNull();
        assertThat(messages().find(database(), other.id(), talk.topic, id).block())
                .isNull();
        assertThat(messages()
                        .newest(database(), other.id(), talk.topic, PositionRange.ALL, 9)
                        .block())
                .isEmpty();
    }

    @Test
    default void theInboxHoldsWhatOthersSentInTheBotsChannels() {
        Talk talk = new Talk(database());
        Talk second = new Talk(talk);
        Talk foreign = new Talk(talk);
        talk.open(1);
        second.open(2);
        talk.say(10, "one");
        talk.store(talk.message(talk.bob, 11, "bob's own", null));
        second.say(12, "two");
        foreign.say(13, "not a channel of bob's");
        talk.say(14, "three");

        assertThat(talk.inbox(0, 9)).containsExactly("one", "two", "three");
        assertThat(talk.inbox(10, 9)).containsExactly("two", "three");
        assertThat(talk.inbox(0, 2)).containsExactly("one", "two");
        assertThat(talk.inbox(14, 2)).isEmpty();
    }

    @Test
    default void theInboxPagesThroughChannelsOfUnlikeLength() {
        Talk busy = new Talk(database());
        Talk quiet = new Talk(busy);
        busy.open(1);
        quiet.open(2);
        IntStream.range(0, 20).forEach(i -> busy.say(10 + i * 2L, "busy" + i));
        quiet.say(31, "quiet");

        assertThat(busy.inbox(0, 5)).containsExactly("busy0", "busy1", "busy2", "busy3", "busy4");
        assertThat(busy.inbox(27, 3)).containsExactly("busy9", "busy10", "quiet");
    }

    private static PositionRange window(long since, long before) {
        return PositionRange.between(OptionalLong.of(since), OptionalLong.of(before));
    }

    private static MessageRepository messages() {
        return new SqlMessageRepository();
    }

    /** Ada and Bob in one topic. */
    record Talk(Database database, TestOrg org, UUID topic, BotSummary ada, BotSummary bob) {

        Talk(Database database) {
            this(database, TestOrg.in(database));
        }

        private Talk(Database database, TestOrg org) {
            this(database, org, UUID.randomUUID(), org.bot("ada"), org.bot("bob"));
        }

        Talk(Talk sibling) {
            this(sibling.database, sibling.org, UUID.randomUUID(), sibling.ada, sibling.bob);
        }

        /** Makes the topic a channel of Bob's. */
        void open(long position) {
            database.execute("""
                    INSERT INTO channels (org_id, id, type, pair_low, pair_high, created_at)
                    VALUES ($1, $2, 'direct', $2, $2, 0)
                    """, org.id().value(), topic).block();
            org.insert(MemberRepository.INTO, MemberRepository.joined(org.id(), topic, bob.id(), position, null));
        }

        StoredMessage say(long position, String content) {
            return store(message(ada, position, content, null));
        }

        StoredMessage message(BotSummary sender, long position, String content, MessageId replyTo) {
            StoredMessage message = StoredMessage.direct(
                    new ChannelId(topic), position, sender.id(), sender.name(), content, "text", null);
            return new StoredMessage(
                    message.topic(),
                    message.position(),
                    message.id(),
                    message.senderId(),
                    message.senderName(),
                    content,
                    "text",
                    null,
                    List.of(),
                    false,
                    null,
                    replyTo,
                    null);
        }

        StoredMessage store(StoredMessage message) {
            org.insert(MessageRepository.INTO, message.row(org.id()));
            return message;
        }

        List<StoredMessage> newest(PositionRange range, int limit) {
            return messages().newest(database, org.id(), topic, range, limit).block();
        }

        List<StoredMessage> oldest(PositionRange range, int limit) {
            return messages().oldest(database, org.id(), topic, range, limit).block();
        }

        List<String> contents(PositionRange range, int limit) {
            return newest(range, limit).stream().map(StoredMessage::content).toList();
        }

        List<String> inbox(long after, int limit) {
            return messages().inbox(database, org.id(), bob.id(), PositionRange.after(after), limit).block().stream()
                    .map(StoredMessage::content)
                    .toList();
        }
    }
}
