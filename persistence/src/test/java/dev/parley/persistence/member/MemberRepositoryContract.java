package dev.parley.persistence.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.testing.TestOrg;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of members must do. */
public interface MemberRepositoryContract {

    Database database();

    @Test
    default void listsTheLiveMembersInTheOrderTheyCame() {
        Topic topic = new Topic(database());
        BotSummary ada = topic.org.bot("ada");
        BotSummary bob = topic.org.bot("bob");
        topic.join(bob, 10, "lead");
        topic.join(ada, 20, null);

        assertThat(topic.live())
                .containsExactly(
                        new Member(topic.id, bob.id(), "bob", "lead", 10),
                        new Member(topic.id, ada.id(), "ada", null, 20));
    }

    @Test
    default void whoLeftIsNoLongerLiveAndMayComeBack() {
        Topic topic = new Topic(database());
        BotSummary ada = topic.org.bot("ada");
        topic.join(ada, 10, "lead");

        assertThat(topic.leave(ada, 15)).isTrue();
        assertThat(topic.leave(ada, 16)).as("nobody leaves twice").isFalse();
        assertThat(topic.live()).isEmpty();
        assertThat(topic.find(ada)).isNull();

        topic.join(ada, 20, null);
        assertThat(topic.find(ada)).isEqualTo(new Member(topic.id, ada.id(), "ada", null, 20));
        assertThat(topic.live()).hasSize(1);
    }

    @Test
    default void aMemberWhoseBotIsGoneIsNotLive() {
        Topic topic = new Topic(database());
        BotSummary ada = topic.org.bot("ada");
        BotSummary bob = topic.org.bot("bob");
        topic.join(ada, 10, null);
        topic.join(bob, 10, null);
        topic.org.forget(ada.id());

        assertThat(topic.live()).extracting(Member::name).containsExactly("bob");
        assertThat(topic.isLive(ada)).isFalse();
        assertThat(topic.isLive(bob)).isTrue();
        assertThat(members().count(database(), topic.org.id(), topic.id).block())
                .isEqualTo(1);
    }

    @Test
    default void readsSeveralTopicsAtOnce() {
        Topic first = new Topic(database());
        Topic second = new Topic(first);
        Topic third = new Topic(first);
        BotSummary ada = first.org.bot("ada");
        BotSummary bob = first.org.bot("bob");
        first.join(ada, 1, null);
        first.join(bob, 2, null);
        second.join(bob, 3, null);
        List<UUID> topics = List.of(first.id, second.id, third.id);

        assertThat(members().listByTopic(database(), first.org.id(), topics).block())
                .containsOnlyKeys(first.id, second.id)
                .containsEntry(first.id, first.live())
                .containsEntry(second.id, second.live());
        assertThat(members().countByTopic(database(), first.org.id(), topics).block())
                .containsOnlyKeys(first.id, second.id)
                .containsEntry(first.id, 2)
                .containsEntry(second.id, 1);
        assertThat(members().countByTopic(database(), first.org.id(), List.of()).block())
                .isEmpty();
        assertThat(members().listByTopic(database(), first.org.id(), List.of()).block())
                .isEmpty();
    }

    @Test
    default void readsTheFirstOfSeveralTopicsAndHowManyThereAre() {
        Topic first = new Topic(database());
        Topic second = new Topic(first);
        Topic third = new Topic(first);
        BotSummary ada = first.org.bot("ada");
        BotSummary bob = first.org.bot("bob");
        BotSummary eve = first.org.bot("eve");
        first.join(eve, 1, null);
        first.join(bob, 2, "lead");
        first.join(ada, 3, null);
        first.leave(eve, 4);
        second.join(bob, 5, null);
        List<UUID> topics = List.of(first.id, second.id, third.id);

        assertThat(members().listFirst(database(), first.org.id(), topics, 1).block())
                .containsOnlyKeys(first.id, second.id)
                .containsEntry(first.id, new FirstMembers(2, List.of(first.find(bob))))
                .containsEntry(second.id, new FirstMembers(1, second.live()));
        assertThat(members().listFirst(database(), first.org.id(), topics, 9).block())
                .containsEntry(first.id, new FirstMembers(2, first.live()));
        assertThat(members().listFirst(database(), first.org.id(), List.of(), 9).block())
                .isEmpty();
        assertThat(members()
                        .listFirst(database(), TestOrg.in(database()).id(), topics, 9)
                        .block())
                .isEmpty();
    }

    @Test
    default void anotherOrganisationSeesNothing() {
        Topic topic = new Topic(database());
        BotSummary ada = topic.org.bot("ada");
        topic.join(ada, 10, null);
        TestOrg other = TestOrg.in(database());

        assertThat(members().list(database(), other.id(), topic.id).block()).isEmpty();
        assertThat(members().isLive(database(), other.id(), topic.id, ada.id()).block())
                .isFalse();
        assertThat(members().count(database(), other.id(), topic.id).block()).isZero();
        assertThat(members()
                        .leave(database(), other.id(), topic.id, ada.id(), 11)
                        .block())
                .isFalse();
        assertThat(topic.isLive(ada)).isTrue();
    }

    private static MemberRepository members() {
        return new SqlMemberRepository();
    }

    /** A topic and the calls on it, spelled out once. */
    record Topic(Database database, TestOrg org, UUID id) {

        Topic(Database database) {
            this(database, TestOrg.in(database), UUID.randomUUID());
        }

        Topic(Topic sibling) {
            this(sibling.database, sibling.org, UUID.randomUUID());
        }

        void join(BotSummary bot, long position, String label) {
            org.insert(MemberRepository.INTO, MemberRepository.joined(org.id(), id, bot.id(), position, label));
        }

        boolean leave(BotSummary bot, long position) {
            return members().leave(database, org.id(), id, bot.id(), position).block();
        }

        List<Member> live() {
            return members().list(database, org.id(), id).block();
        }

        Member find(BotSummary bot) {
            return members().find(database, org.id(), id, bot.id()).block();
        }

        boolean isLive(BotSummary bot) {
            return members().isLive(database, org.id(), id, bot.id()).block();
        }
    }
}
