package dev.parley.persistence.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.member.SqlMemberRepository;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.CloseReason;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What every store of threads must do. */
public interface ThreadRepositoryContract {

    Database database();

    @Test
    default void readsBackEveryField() {
        Forum forum = new Forum(database());
        HubThread full = new HubThread(
                ThreadId.next(),
                forum.org.id(),
                "Grüße 你好 🙂",
                List.of("a", "b\"c"),
                ThreadStatus.CLOSED,
                forum.ada.id(),
                ChannelId.next(),
                "{\"k\":1}",
                CloseReason.ERROR,
                "{\"write\":[\"*\"]}",
                Visibility.MEMBERS,
                JoinPolicy.APPROVAL,
                5_000_000_000L,
                1,
                2,
                3,
                4L);
        HubThread empty = forum.thread("plain", 7);
        forum.store(full);
        forum.store(empty);

        assertThat(forum.find(full.id())).isEqualTo(full);
        assertThat(forum.find(empty.id())).isEqualTo(empty);
        assertThat(forum.find(ThreadId.next())).isNull();
    }

    @Test
    default void anUpdateStoresEverythingButTheLastActivity() {
        Forum forum = new Forum(database());
        HubThread before = forum.store(forum.thread("before", 10));
        HubThread after = new HubThread(
                before.id(),
                before.orgId(),
                "After",
                null,
                ThreadStatus.RESOLVED,
                before.initiatorId(),
                null,
                "text",
                null,
                "{}",
                Visibility.PRIVATE,
                JoinPolicy.INVITE_ONLY,
                4,
                before.createdAt(),
                20,
                99,
                20L);
        database().execute(ThreadRepository.UPDATE, ThreadRow.changed(after)).block();

        HubThread stored = forum.find(before.id());
        assertThat(stored)
                .usingRecursiveComparison()
                .ignoringFields("lastActivityAt")
                .isEqualTo(after);
        assertThat(stored.lastActivityAt()).isEqualTo(10);

        database().execute(ThreadRepository.TOUCH, ThreadRow.touched(after)).block();
        assertThat(forum.find(before.id())).isEqualTo(after);
    }

    @Test
    default void anInitiatorThatIsGoneIsReadAsNull() {
        Forum forum = new Forum(database());
        HubThread thread = forum.store(forum.thread("orphan", 1));
        forum.org.forget(forum.ada.id());

        assertThat(forum.find(thread.id()).initiatorId()).isNull();
    }

    @Test
    default void tellsHowABotStandsToAThread() {
        Forum forum = new Forum(database());
        ThreadRepository threads = new SqlThreadRepository();
        ThreadId thread =
                forum.store(forum.thread("t", 1, Visibility.MEMBERS), forum.ada).id();

        assertThat(threads.findAccess(database(), forum.org.id(), thread, forum.ada.id())
                        .block())
                .isEqualTo(new ThreadAccess(Visibility.MEMBERS, ThreadStatus.ACTIVE, true));
        assertThat(threads.findAccess(database(), forum.org.id(), thread, forum.bob.id())
                        .block())
                .isEqualTo(new ThreadAccess(Visibility.MEMBERS, ThreadStatus.ACTIVE, false));
        assertThat(threads.findAccess(database(), forum.org.id(), ThreadId.next(), forum.ada.id())
                        .block())
                .isNull();
        forum.leave(thread, forum.ada, 9);
        assertThat(threads.findAccess(database(), forum.org.id(), thread, forum.ada.id())
                        .block())
                .matches(access -> !access.isParticipant());
    }

    @Test
    default void listsOwnThreadsWithTheLatestActivityFirst() {
        Forum forum = new Forum(database());
        forum.store(forum.thread("old", 10), forum.ada);
        forum.store(forum.thread("new", 30), forum.ada, forum.bob);
        forum.store(forum.thread("not mine", 40), forum.bob);
        forum.store(forum.thread("middle", 20), forum.ada);
        HubThread left = forum.store(forum.thread("left", 50), forum.ada);
        forum.leave(left.id(), forum.ada, 60);

        assertThat(forum.own(forum.ada, all(10))).containsExactly("new", "middle", "old");
        assertThat(forum.own(forum.bob, all(10))).containsExactly("not mine", "new");
        assertThat(forum.own(forum.ada, all(2))).containsExactly("new", "middle");
    }

    @Test
    default void pagesMeetWithoutGapEvenAmongThreadsOfOneMillisecond() {
        Forum forum = new Forum(database());
        for (int i = 0; i < 7; i++) {
            forum.store(forum.thread("t" + i, i < 5 ? 10 : 9), forum.ada);
        }
        List<HubThread> whole = forum.threads(forum.ada, all(10));
        ThreadFilter firstPage = all(3);
        List<HubThread> first = forum.threads(forum.ada, firstPage);
        List<HubThread> second = forum.threads(forum.ada, after(first.get(2), 3));
        List<HubThread> third = forum.threads(forum.ada, after(second.get(2), 3));

        assertThat(first).isEqualTo(whole.subList(0, 3));
        assertThat(second).isEqualTo(whole.subList(3, 6));
        assertThat(third).isEqualTo(whole.subList(6, 7));
    }

    @Test
    default void onlyPublicAndOwnThreadsAreVisible() {
        Forum forum = new Forum(database());
        forum.store(forum.thread("public", 30), forum.bob);
        forum.store(forum.thread("members", 20, Visibility.MEMBERS), forum.bob);
        forum.store(forum.thread("private", 10, Visibility.PRIVATE), forum.bob, forum.ada);

        assertThat(forum.visible(forum.ada, all(2)))
                .extracting(visible -> visible.thread().topic(), VisibleThread::isParticipant)
                .as("a page is full although some threads are not shown")
                .containsExactly(Tuple.tuple("public", false), Tuple.tuple("private", true));
        assertThat(forum.visible(forum.bob, all(5)))
                .allMatch(VisibleThread::isParticipant)
                .hasSize(3);
    }

    @Test
    default void theTopicIsSearchedInAnyCaseAndLiterally() {
        Forum forum = new Forum(database());
        forum.store(forum.thread("Release ÄPFEL 100%", 3), forum.ada);
        forum.store(forum.thread("release_notes", 2), forum.ada);
        forum.store(forum.thread("releases!", 1), forum.ada);

        assertThat(forum.own(forum.ada, topic("RELEASE"))).hasSize(3);
        assertThat(forum.own(forum.ada, topic("äpfel"))).containsExactly("Release ÄPFEL 100%");
        assertThat(forum.own(forum.ada, topic("%"))).containsExactly("Release ÄPFEL 100%");
        assertThat(forum.own(forum.ada, topic("e_n"))).containsExactly("release_notes");
        assertThat(forum.own(forum.ada, topic("s!"))).containsExactly("releases!");
        assertThat(forum.own(forum.ada, topic("release%"))).isEmpty();
    }

    @Test
    default void theStatusNarrowsTheList() {
        Forum forum = new Forum(database());
        HubThread done = forum.store(forum.thread("done", 2), forum.ada);
        forum.store(forum.thread("open", 1), forum.ada);
        database()
                .execute(
                        "UPDATE threads SET status = 'resolved' WHERE id = $1",
                        done.id().value())
                .block();

        assertThat(forum.own(forum.ada, status(ThreadStatus.RESOLVED))).containsExactly("done");
        assertThat(forum.own(forum.ada, status(ThreadStatus.ACTIVE))).containsExactly("open");
        assertThat(forum.own(forum.ada, status(ThreadStatus.BLOCKED))).isEmpty();
    }

    @Test
    default void anotherOrganisationSeesNothing() {
        Forum forum = new Forum(database());
        HubThread thread = forum.store(forum.thread("secret", 1), forum.ada);
        TestOrg other = TestOrg.in(database());
        ThreadRepository threads = new SqlThreadRepository();

        assertThat(threads.find(database(), other.id(), thread.id()).block()).isNull();
        assertThat(threads.findAccess(database(), other.id(), thread.id(), forum.ada.id())
                        .block())
                .isNull();
        assertThat(threads.listOwn(database(), other.id(), forum.ada.id(), all(9))
                        .block())
                .isEmpty();
        assertThat(threads.listVisible(database(), other.id(), forum.ada.id(), all(9))
                        .block())
                .isEmpty();
    }

    @Test
    default void listsAllThreadsWhoeverTakesPart() {
        Forum forum = new Forum(database());
        forum.store(forum.thread("quiet", 10, Visibility.PRIVATE));
        forum.store(forum.thread("busy", 30), forum.bob);
        HubThread done = forum.store(forum.thread("done", 20, Visibility.MEMBERS));
        forum.become(done, ThreadStatus.CLOSED);
        Forum elsewhere = new Forum(database());
        elsewhere.store(elsewhere.thread("elsewhere", 40));

        assertThat(forum.all(all(9), 0)).containsExactly("busy", "done", "quiet");
        assertThat(forum.all(all(1), 1)).containsExactly("done");
        assertThat(forum.all(all(9), 3)).isEmpty();
        assertThat(forum.all(new ThreadFilter(Optional.of(ThreadStatus.CLOSED), "", ThreadCursor.START, 9), 0))
                .containsExactly("done");
        assertThat(forum.all(new ThreadFilter(Optional.of(ThreadStatus.ACTIVE), "", ThreadCursor.START, 9), 1))
                .containsExactly("quiet");
        assertThat(forum.all(new ThreadFilter(Optional.of(ThreadStatus.ACTIVE), "BUS", ThreadCursor.START, 9), 0))
                .containsExactly("busy");
        assertThat(forum.all(new ThreadFilter(Optional.empty(), "%", ThreadCursor.START, 9), 0))
                .isEmpty();
    }

    @Test
    default void aCursorOfAllThreadsMayBeATimeAlone() {
        Forum forum = new Forum(database());
        HubThread first = forum.store(forum.thread("one", 20));
        HubThread second = forum.store(forum.thread("two", 20));
        HubThread last = forum.store(forum.thread("old", 10));
        List<HubThread> page = new SqlThreadRepository()
                .listAll(database(), forum.org.id(), all(1), 0)
                .block();
        HubThread other = page.get(0).equals(first) ? second : first;
        ThreadCursor after =
                ThreadCursor.parsePlain(ThreadCursor.of(page.get(0)).plain()).orElseThrow();

        assertThat(forum.all(new ThreadFilter(Optional.empty(), "", after, 9), 0))
                .containsExactly(other.topic(), last.topic());
        assertThat(forum.all(
                        new ThreadFilter(
                                Optional.empty(),
                                "",
                                ThreadCursor.parsePlain("20").orElseThrow(),
                                9),
                        0))
                .containsExactly("old");
        assertThat(ThreadCursor.parsePlain("x")).isEmpty();
        assertThat(ThreadCursor.parsePlain("20|x")).isEmpty();
        assertThat(ThreadCursor.parsePlain("|" + first.id())).isEmpty();
    }

    @Test
    default void findsTheOpenThreadsInWhichABotIsAlone() {
        Forum forum = new Forum(database());
        HubThread alone = forum.store(forum.thread("alone", 1), forum.ada);
        HubThread left = forum.store(forum.thread("left by the other", 1), forum.ada, forum.bob);
        forum.leave(left.id(), forum.bob, 5);
        BotSummary gone = forum.org.bot("gone");
        HubThread orphaned = forum.store(forum.thread("with one who is gone", 1), forum.ada, gone);
        forum.org.forget(gone.id());
        forum.store(forum.thread("together", 1), forum.ada, forum.bob);
        forum.store(forum.thread("another's", 1), forum.bob);
        HubThread past = forum.store(forum.thread("left", 1), forum.ada);
        forum.leave(past.id(), forum.ada, 5);
        forum.become(forum.store(forum.thread("done", 1), forum.ada), ThreadStatus.RESOLVED);
        forum.become(forum.store(forum.thread("over", 1), forum.ada), ThreadStatus.CLOSED);
        HubThread blocked = forum.store(forum.thread("blocked", 1), forum.ada);
        forum.become(blocked, ThreadStatus.BLOCKED);

        assertThat(forum.leftTo(forum.ada, 10))
                .containsExactlyInAnyOrder(
                        new OpenThread(alone.id(), "alone", ThreadStatus.ACTIVE),
                        new OpenThread(left.id(), "left by the other", ThreadStatus.ACTIVE),
                        new OpenThread(orphaned.id(), "with one who is gone", ThreadStatus.ACTIVE),
                        new OpenThread(blocked.id(), "blocked", ThreadStatus.BLOCKED));
        assertThat(forum.leftTo(forum.ada, 3)).hasSize(3);
    }

    @Test
    default void closesThreadsTogetherAndOnlyThose() {
        Forum forum = new Forum(database());
        HubThread first = forum.store(forum.thread("first", 1), forum.ada);
        HubThread second = forum.store(forum.thread("second", 1), forum.ada);
        HubThread other = forum.store(forum.thread("other", 1), forum.ada);
        ThreadRepository threads = new SqlThreadRepository();
        List<ThreadId> ids = List.of(first.id(), second.id());

        threads.close(database(), TestOrg.in(database()).id(), ids, CloseReason.ERROR, 70)
                .block();
        assertThat(forum.find(first.id())).as("another organisation's").isEqualTo(first);
        assertThat(threads.close(database(), forum.org.id(), ids, CloseReason.MANUAL, 77)
                        .block())
                .isEqualTo(2);

        HubThread closed = forum.find(second.id());
        assertThat(closed)
                .usingRecursiveComparison()
                .ignoringFields("status", "closeReason", "revision", "updatedAt", "lastActivityAt")
                .isEqualTo(second);
        assertThat(closed)
                .extracting("status", "closeReason", "revision", "updatedAt", "lastActivityAt")
                .containsExactly(ThreadStatus.CLOSED, CloseReason.MANUAL, 2L, 77L, 77L);
        assertThat(forum.find(other.id())).isEqualTo(other);
    }

    private static ThreadFilter all(int limit) {
        return new ThreadFilter(Optional.empty(), "", ThreadCursor.START, limit);
    }

    private static ThreadFilter after(HubThread last, int limit) {
        ThreadCursor cursor = ThreadCursor.parse(ThreadCursor.of(last).opaque()).orElseThrow();
        return new ThreadFilter(Optional.empty(), "", cursor, limit);
    }

    private static ThreadFilter topic(String part) {
        return new ThreadFilter(Optional.empty(), part, ThreadCursor.START, 10);
    }

    private static ThreadFilter status(ThreadStatus status) {
        return new ThreadFilter(Optional.of(status), "", ThreadCursor.START, 10);
    }

    /** An organisation of its own with two bots, and the calls on its threads, spelled out once. */
    final class Forum {

        private final Database database;
        private final ThreadRepository threads = new SqlThreadRepository();
        final TestOrg org;
        final BotSummary ada;
        final BotSummary bob;

        Forum(Database database) {
            this.database = database;
            org = TestOrg.in(database);
            ada = org.bot("ada");
            bob = org.bot("bob");
        }

        HubThread thread(String topic, long lastActivityAt) {
            return thread(topic, lastActivityAt, Visibility.PUBLIC);
        }

        HubThread thread(String topic, long lastActivityAt, Visibility visibility) {
            return new HubThread(
                    ThreadId.next(),
                    org.id(),
                    topic,
                    null,
                    ThreadStatus.ACTIVE,
                    ada.id(),
                    null,
                    null,
                    null,
                    null,
                    visibility,
                    JoinPolicy.OPEN,
                    1,
                    1,
                    1,
                    lastActivityAt,
                    null);
        }

        HubThread store(HubThread thread, BotSummary... participants) {
            org.insert(ThreadRepository.INTO, ThreadRow.inserted(thread));
            for (BotSummary bot : participants) {
                org.insert(
                        MemberRepository.INTO,
                        MemberRepository.joined(org.id(), thread.id().value(), bot.id(), 1, null));
            }
            return thread;
        }

        void leave(ThreadId id, BotSummary bot, long position) {
            new SqlMemberRepository()
                    .leave(database, org.id(), id.value(), bot.id(), position)
                    .block();
        }

        void become(HubThread thread, ThreadStatus status) {
            database.execute(
                            "UPDATE threads SET status = $2 WHERE id = $1",
                            thread.id().value(),
                            status.wireName())
                    .block();
        }

        List<OpenThread> leftTo(BotSummary bot, int limit) {
            return threads.listLeftTo(database, org.id(), bot.id(), limit).block();
        }

        HubThread find(ThreadId id) {
            return threads.find(database, org.id(), id).block();
        }

        List<HubThread> threads(BotSummary bot, ThreadFilter filter) {
            return threads.listOwn(database, org.id(), bot.id(), filter).block();
        }

        List<String> own(BotSummary bot, ThreadFilter filter) {
            return threads(bot, filter).stream().map(HubThread::topic).toList();
        }

        List<String> all(ThreadFilter filter, int offset) {
            return threads.listAll(database, org.id(), filter, offset).block().stream()
                    .map(HubThread::topic)
                    .toList();
        }

        List<VisibleThread> visible(BotSummary bot, ThreadFilter filter) {
            return threads.listVisible(database, org.id(), bot.id(), filter).block();
        }
    }
}
