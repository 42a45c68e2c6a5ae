package dev.parley.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.member.SqlMemberRepository;
import dev.parley.persistence.testing.Past;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How every store lets go of what is beyond the reach of the journal. */
public interface JournalRepositoryContract {

    JournalRepository ROWS = new SqlJournalRepository();

    Database database();

    @Test
    default void saysHowFarItReachesBeforeEntriesGo() {
        Past past = Past.in(database());
        UUID topic = UUID.randomUUID();
        LongStream.of(10, 20, 30).forEach(at -> past.entry(topic, at, null));

        assertThat(purgedPosition(past)).isZero();
        assertThat(ROWS.announcePurge(database(), past.org().id(), 30).block()).isEqualTo(20);
        assertThat(purgedPosition(past)).isEqualTo(20);
        assertThat(past.count("journal", "topic_id", topic)).isEqualTo(3);

        assertThat(purge(past, 20)).isEqualTo(2);
        assertThat(past.count("journal", "topic_id", topic)).isEqualTo(1);
        assertThat(ROWS.announcePurge(database(), past.org().id(), 30).block()).isNull();
        assertThat(purgedPosition(past)).isEqualTo(20);
    }

    @Test
    default void theReachNeverGrowsAgain() {
        Past past = Past.in(database());
        past.entry(UUID.randomUUID(), 10, null);
        past.entry(UUID.randomUUID(), 20, null);
        ROWS.announcePurge(database(), past.org().id(), 21).block();

        assertThat(ROWS.announcePurge(database(), past.org().id(), 11).block())
                .as("what another node has yet to remove")
                .isEqualTo(10);
        assertThat(purgedPosition(past)).isEqualTo(20);
    }

    @Test
    default void purgesInSteps() {
        Past past = Past.in(database());
        UUID topic = UUID.randomUUID();
        int step = JournalRepository.MAX_PURGED;
        LongStream.rangeClosed(1, step + 2L).forEach(at -> past.entry(topic, at, null));

        assertThat(Stream.generate(() -> purge(past, step + 1L)).limit(3)).containsExactly((long) step, 1L, 0L);
        assertThat(past.count("journal", "topic_id", topic)).isEqualTo(1);
    }

    @Test
    default void forgetsMembershipsThatEndedWithinWhatGoes() {
        Past past = Past.in(database());
        UUID topic = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        stay(past, topic, 1, 10L);
        stay(past, topic, 11, 30L);
        stay(past, topic, 31, null);
        stay(past, other, 1, 12L);
        past.entry(topic, 10, "thread_participant_removed");
        past.entry(other, 12, "thread_participant_removed");
        past.entry(topic, 30, "thread_participant_removed");

        purge(past, 11);
        assertThat(past.count("members", "topic_id", topic)).isEqualTo(2);
        assertThat(past.count("members", "topic_id", other)).isEqualTo(1);
        purge(past, 30);
        assertThat(past.count("members", "topic_id", topic)).isEqualTo(1);
        assertThat(past.count("members", "topic_id", other)).isZero();
    }

    @Test
    default void anotherOrganisationIsLeftAlone() {
        Past past = Past.in(database());
        Past other = Past.in(database());
        UUID topic = UUID.randomUUID();
        past.entry(topic, 10, null);

        assertThat(ROWS.announcePurge(database(), other.org().id(), 20).block()).isNull();
        assertThat(purge(other, 20)).isZero();
        assertThat(past.count("journal", "topic_id", topic)).isEqualTo(1);
        assertThat(ROWS.purgedPosition(database(), OrgId.next()).block()).isNull();
    }

    private void stay(Past past, UUID topic, long from, Long to) {
        BotId bot = past.bot();
        past.org()
                .insert(
                        MemberRepository.INTO,
                        MemberRepository.joined(past.org().id(), topic, bot, from, null));
        if (to != null) {
            new SqlMemberRepository()
                    .leave(database(), past.org().id(), topic, bot, to)
                    .block();
        }
    }

    private long purge(Past past, long last) {
        return database()
                .transaction(queries -> ROWS.purge(queries, past.org().id(), last))
                .block();
    }

    private long purgedPosition(Past past) {
        return ROWS.purgedPosition(database(), past.org().id()).block();
    }
}
