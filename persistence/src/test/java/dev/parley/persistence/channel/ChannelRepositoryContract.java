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
        StoredMessage message = StoredMessage.direct(
                channel.id(), Position.first(millis), sender.id(), sender.name(), "hi", "text", null);
        org.insert(MessageRepository.INTO, message.row(org.id()));
    }

    private static void joinThread(TestOrg org, BotSummary bot) {
        org.insert(MemberRepository.INTO, MemberRepository.joined(org.id(), UUID.randomUUID(), bot.id(), 1, null));
    }
}
