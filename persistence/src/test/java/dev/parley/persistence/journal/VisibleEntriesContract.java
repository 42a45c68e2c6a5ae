package dev.parley.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.BotId;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store of journals lets a bot read back: no more than it would have been told, and no less. */
public interface VisibleEntriesContract {

    JournalRepository ROWS = new SqlJournalRepository();

    Database database();

    @Test
    default void aStayBeginsAndEndsWithItsOwnEntries() {
        Told told = new Told(database());
        told.stay(told.me(), told.topic(), 20, 40L);
        told.stay(told.me(), told.topic(), 60, null);
        told.inTopic(10, 20, 30, 40, 50, 60, 70);

        assertThat(told.seen(told.me(), 0, 100)).containsExactly(20L, 30L, 40L, 60L, 70L);
        assertThat(told.seen(told.other(), 0, 100)).isEmpty();
    }

    @Test
    default void theRangeIsOpenBelowAndClosedAbove() {
        Told told = new Told(database());
        told.stay(told.me(), told.topic(), 1, 40L);
        told.inTopic(10, 20, 30, 40);
        told.ofOrg("org", 15, 25);

        assertThat(told.seen(told.me(), 10, 30)).containsExactly(15L, 20L, 25L, 30L);
        assertThat(told.seen(told.me(), 40, 100)).isEmpty();
    }

    @Test
    default void whatTheOrganisationIsToldReachesABotSinceThereIsIt() {
        Told told = new Told(database());
        long born = Position.first(7);
        BotId young = told.org().bot("young").id();
        database()
                .execute(
                        "UPDATE bots SET created_at = 7 WHERE org_id = $1 AND id = $2",
                        told.org().id().value(),
                        young.value())
                .block();
        told.ofOrg("org", 5, born, born + 9);

        assertThat(told.seen(young, 0, born + 100)).containsExactly(born, born + 9);
        assertThat(told.seen(told.me(), 0, born + 100)).containsExactly(5L, born, born + 9);
        assertThat(told.seen(BotId.next(), 0, born + 100)).isEmpty();
    }

    @Test
    default void whatAdministratorsAreToldIsForThemAlone() {
        Told told = new Told(database());
        told.ofOrg("org", 10);
        told.ofOrg("admins", 20);

        assertThat(told.seen(told.me(), 0, 100)).containsExactly(10L);
        assertThat(told.seen(told.me(), true, 0, 100, 10)).containsExactly(10L, 20L);
    }

    @Test
    default void aListEndsAtItsLimitAndACountDoesNot() {
        Told told = new Told(database());
        told.stay(told.me(), told.topic(), 1, null);
        told.inTopic(LongStream.rangeClosed(1, 30).map(i -> 2 * i).toArray());
        told.ofOrg("org", 5);

        assertThat(told.seen(told.me(), false, 0, 100, 4)).containsExactly(2L, 4L, 5L, 6L);
        assertThat(ROWS.countVisible(database(), told.org().id(), told.me(), false, 4, 20)
                        .block())
                .isEqualTo(9);
    }

    @Test
    default void entriesAreReadByPositionAndThoseThatLeftAreMissing() {
        Told told = new Told(database());
        told.inTopic(10, 20, 30);

        List<StoredEntry> read =
                ROWS.list(database(), told.org().id(), List.of(30L, 10L, 11L)).block();
        assertThat(read)
                .containsExactly(
                        new StoredEntry(10, "thread_message", told.other().value(), "{\"n\":10}"),
                        new StoredEntry(30, "thread_message", told.other().value(), "{\"n\":30}"));
    }

    @Test
    default void aSizeIsThatOfTheFrameInBytes() {
        Told told = new Told(database());
        told.stay(told.me(), told.topic(), 1, null);
        told.inTopic(10);

        assertThat(ROWS.listVisible(database(), told.org().id(), told.me(), false, 0, 99, 9)
                        .block())
                .containsExactly(new EntrySize(10, "{\"n\":10}".length()));
    }

    @Test
    default void anotherOrganisationIsNeverRead() {
        Told told = new Told(database());
        Told abroad = new Told(database());
        told.stay(told.me(), told.topic(), 1, null);
        told.inTopic(10);
        told.ofOrg("org", 20);

        assertThat(ROWS.listVisible(database(), abroad.org().id(), told.me(), true, 0, 99, 9)
                        .block())
                .isEmpty();
        assertThat(ROWS.list(database(), abroad.org().id(), List.of(10L, 20L)).block())
                .isEmpty();
        assertThat(ROWS.reach(database(), told.org().id()).block()).isEqualTo(new JournalReach(TestOrg.EPOCH, 0, 0));
    }

    /** An organisation with a topic, as the lanes write it. */
    record Told(Database database, TestOrg org, BotId me, BotId other, UUID topic) {

        Told(Database database) {
            this(database, TestOrg.in(database));
        }

        private Told(Database database, TestOrg org) {
            this(database, org, org.bot("me").id(), org.bot("other").id(), UUID.randomUUID());
        }

        void stay(BotId bot, UUID where, long from, Long to) {
            org.insert(MemberRepository.PASSED_BY, org.id().value(), where, bot.value(), from, to);
        }

        void inTopic(long... positions) {
            LongStream.of(positions).forEach(at -> entry("thread", topic, at));
        }

        void ofOrg(String kind, long... positions) {
            LongStream.of(positions).forEach(at -> entry(kind, org.id().value(), at));
        }

        private void entry(String kind, UUID where, long at) {
            database.execute(
                            "INSERT INTO journal (org_id, position, type, topic, topic_id, actor_id, frame)"
                                    + " VALUES ($1, $2, 'thread_message', $3, $4, $5, $6)",
                            org.id().value(),
                            at,
                            kind,
                            where,
                            other.value(),
                            "{\"n\":" + at + "}")
                    .block();
        }

        List<Long> seen(BotId bot, long after, long last) {
            return seen(bot, false, after, last, 100);
        }

        List<Long> seen(BotId bot, boolean admin, long after, long last, int limit) {
            return ROWS.listVisible(database, org.id(), bot, admin, after, last, limit)
                    .map(found -> found.stream().map(EntrySize::position).toList())
                    .block();
        }
    }
}
