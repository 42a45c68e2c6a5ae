package dev.parley.persistence.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.StorageException;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.message.MessageRepository;
import dev.parley.persistence.message.StoredMessage;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.channel.Channel;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What every store of channels must do. */
public interface ChannelRepositoryContract {

    Database database();

    @Test
    default void findsAChannelByItsIdAndByItsPairInEitherOrder() {
        TestOrg org = TestOrg.in(database());
        BotSummary ada = org.bot("ada");
        BotSummary bob = org.bot("bob");
        StoredChannel stored = open(org, ada, bob, 1_000);

        assertThat(channels().find(database(), org.id(), stored.channel().id()).block())
                .isEqualTo(stored);
        assertThat(channels()
                        .find(database(), org.id(), BotPair.of(bob.id(), ada.id()))
                        .block())
                .isEqualTo(stored);
        assertThat(channels()
                        .find(
                                database(),
                                org.id(),
                                BotPair.of(bob.id(), org.bot("eve").id()))
                        .block())
                .isNull();
    }

    @Test
    default void aPairHasOneChannel() {
        TestOrg org = TestOrg.in(database());
        BotSummary ada = org.bot("ada");
        BotSummary bob = org.bot("bob");
        open(org, ada, bob, 1_000);

        Object[] again = ChannelRepository.row(direct(org, bob, ada, 2_000));
        StepVerifier.create(database().insert(ChannelRepository.INTO, List.<Object[]>of(again)))
                .verifyErrorSatisfies(error ->
                        assertThat(((StorageException) error).kind()).isEqualTo(StorageException.Kind.DUPLICATE_KEY));
    }

    @Test
    default void anotherOrganisationSeesOnlyThatItExists() {
        TestOrg org = TestOrg.in(database());
        BotSummary ada = org.bot("ada");
        BotSummary bob = org.bot("bob");
        ChannelId id = open(org, ada, bob, 1_000).channel().id();
        TestOrg other = TestOrg.in(database());

        assertThat(channels().find(database(), other.id(), id).block()).isNull();
        assertThat(channels()
                        .find(database(), other.id(), BotPair.of(ada.id(), bob.id()))
                        .block())
                .isNull();
        assertThat(channels().list(database(), other.id(), ada.id()).block()).isEmpty();
        assertThat(channels().existsAnywhere(database(), id).block()).isTrue();
        assertThat(channels().existsAnywhere(database(), ChannelId.next()).block())
                .isFalse();
    }

    @Test
    default void listsABotsChannelsByTheirLastMessageOrElseTheirCreation() {
        TestOrg org = TestOrg.in(database());
        BotSummary ada = org.bot("ada");
        Channel silent = open(org, ada, org.bot("silent"), 3_000).channel();
        Channel busy = open(org, ada, org.bot("busy"), 1_000).channel();
        Channel old = open(org, ada, org.bot("old"), 2_000).channel();
        open(org, org.bot("x"), org.bot("y"), 9_000);
        say(org, busy, ada, 1_500);
        say(org, busy, ada, 4_000);
        say(org, old, ada, 2_500);
        joinThread(org, ada);

        assertThat(channels().list(database(), org.id(), ada.id()).block())
                .containsExactly(
                        new ActiveChannel(busy, 4_000),
                        new ActiveChannel(silent, 3_000),
                        new ActiveChannel(old, 2_500));
    }

    @Test
    default void showsConversationsWithTheOtherBotAndTheLastMessage() {
        TestOrg org = TestOrg.in(database());
        BotSummary ada = org.bot("ada");
        BotSummary bob = org.bot("bob");
        database()
                .execute(
                        "UPDATE bots SET bio = 'b', role = 'r' WHERE id = $1",
                        bob.id().value())
                .block();
        BotSummary gone = org.bot("gone");
        Channel withBob = open(org, bob, ada, 1_000).channel();
        Channel withGone = open(org, ada, gone, 2_000).channel();
        Channel silent = open(org, ada, org.bot("silent"), 3_000).channel();
        open(org, bob, gone, 4_000);
        joinThread(org, ada);
        say(org, withBob, ada, 5_000);
        say(org, withBob, bob, 6_000, "x".repeat(500));
        say(org, withGone, gone, 5_500);
        org.forget(gone.id());

        List<Conversation> all = conversations(org, ada, Long.MAX_VALUE, 10);

        assertThat(all).extracting(Conversation::channel).containsExactly(withBob, withGone, silent);
        assertThat(all).extracting(Conversation::lastActivityAt).containsExactly(6_000L, 5_500L, 3_000L);
        assertThat(all.get(0).counterpart()).contains(new Conversation.Counterpart(bob.id(), "bob", "b", "r"));
        Conversation.LastMessage last = all.get(0).lastMessage().orElseThrow();
        assertThat(last.senderId()).isEqualTo(bob.id());
        assertThat(last.senderName()).isEqualTo("bob");
        assertThat(last.content()).as("its beginning").isEqualTo("x".repeat(201));
        assertThat(all.get(1).counterpart()).isEmpty();
        assertThat(all.get(1).lastMessage()).contains(new Conversation.LastMessage("hi", gone.id(), null));
        assertThat(all.get(2).lastMessage()).isEmpty();
    }

    @Test
    default void pagesThroughConversationsWithoutGap() {
        TestOrg org = TestOrg.in(database());
        BotSummary ada = org.bot("ada");
        List<Channel> newestFirst = IntStream.range(0, 5)
                .mapToObj(i -> open(org, ada, org.bot("bot" + i), 9_000 - i).channel())
                .toList();

        List<Conversation> first = conversations(org, ada, Long.MAX_VALUE, 2);
        List<Conversation> second = conversations(org, ada, first.get(1).lastPosition(), 2);
        List<Conversation> third = conversations(org, ada, second.get(1).lastPosition(), 2);

        assertThat(Stream.of(first, second, third).flatMap(List::stream))
                .extracting(Conversation::channel)
                .containsExactlyElementsOf(newestFirst);
        assertThat(conversations(TestOrg.in(database()), ada, Long.MAX_VALUE, 2))
                .isEmpty();
    }

    private List<Conversation> conversations(TestOrg org, BotSummary bot, long before, int limit) {
        return channels()
                .listConversations(database(), org.id(), bot.id(), before, limit)
                .block();
    }

    private static ChannelRepository channels() {
        return new SqlChannelRepository();
    }

    private static StoredChannel direct(TestOrg org, BotSummary one, BotSummary other, long millis) {
        return new StoredChannel(Channel.direct(ChannelId.next(), org.id(), millis), BotPair.of(one.id(), other.id()));
    }

    private static StoredChannel open(TestOrg org, BotSummary one, BotSummary other, long millis) {
        StoredChannel stored = direct(org, one, other, millis);
        UUID topic = stored.channel().id().value();
        long position = Position.first(millis);
        org.insert(ChannelRepository.INTO, ChannelRepository.row(stored));
        org.insert(MemberRepository.INTO, MemberRepository.joined(org.id(), topic, one.id(), position, null));
        org.insert(MemberRepository.INTO, MemberRepository.joined(org.id(), topic, other.id(), position, null));
        return stored;
    }

    private static void say(TestOrg org, Channel channel, BotSummary sender, long millis) {
        say(org, channel, sender, millis, "hi");
    }

    private static void say(TestOrg org, Channel channel, BotSummary sender, long millis, String content) {
        StoredMessage message = StoredMessage.direct(
                channel.id(), Position.first(millis), sender.id(), sender.name(), content, "text", null);
        org.insert(MessageRepository.INTO, message.row(org.id()));
    }

    private static void joinThread(TestOrg org, BotSummary bot) {
        org.insert(MemberRepository.INTO, MemberRepository.joined(org.id(), UUID.randomUUID(), bot.id(), 1, null));
    }
}
