package dev.parley.persistence.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.Queries;
import dev.parley.persistence.journal.JournalRepository;
import dev.parley.persistence.journal.SqlJournalRepository;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.testing.Bulk;
import dev.parley.persistence.testing.Past;
import dev.parley.persistence.testing.QueryPlans;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.thread.ThreadStatus;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is too old must be found without reading what is not. */
class RetentionPlansTest {

    private static final int TOPICS = 20;
    private static final int OTHER_THREADS = 3_000;
    private static final int MESSAGES = 400;
    private static final int OLD = 5;
    private static final RetentionRepository ROWS = new SqlRetentionRepository();
    private static final JournalRepository ENTRIES = new SqlJournalRepository();

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    @RegisterExtension
    static final TestDatabase POSTGRES = TestDatabase.postgres();

    @Test
    void h2LooksAtOneRowOfEachTopicAndAtWhatItRemoves() {
        Past past = fill(H2.database());
        QueryPlans queries = new QueryPlans(H2.database());
        askEverything(queries, past);

        assertThat(queries.plans()).hasSizeGreaterThan(10).allSatisfy(plan -> {
            assertThat(plan).doesNotContain("tableScan");
            assertThat(QueryPlans.mostRowsScanned(plan)).as(plan).isLessThan(3 * TOPICS);
        });
    }

    @Test
    void postgresLooksAtOneRowOfEachTopicAndAtWhatItRemoves() {
        Past past = fill(POSTGRES.database());
        List.of("messages", "journal", "threads", "channels", "artifacts", "members", "orgs")
                .forEach(table ->
                        POSTGRES.database().execute("VACUUM ANALYZE " + table).block());
        QueryPlans queries = QueryPlans.ofPostgres(POSTGRES.database());
        askEverything(queries, past);

        assertThat(queries.plans()).hasSizeGreaterThan(10).allSatisfy(plan -> assertThat(plan)
                .doesNotContain("Seq Scan on messages")
                .doesNotContain("Seq Scan on journal")
                .doesNotContain("Seq Scan on artifacts")
                .doesNotContain("Seq Scan on threads"));
    }

    private static void askEverything(QueryPlans queries, Past past) {
        OrgId org = past.org().id();
        UUID channel = past.channel();
        UUID thread = past.thread(ThreadStatus.CLOSED, 0);
        past.channelMessages(channel, List.of(0L, 1L));
        past.threadMessages(thread, List.of(0L, 1L));
        past.artifact(thread, "plan", List.of(0L, 1L));
        past.entry(thread, 4, "thread_participant_removed");
        Queries explained = queries.withStatements();
        ROWS.findChannels(queries, org, TopicPage.Mark.START, OLD).block();
        ROWS.findIdle(queries, org, ThreadStatus.ACTIVE, TopicPage.Mark.START, OLD)
                .block();
        for (Content content : Content.values()) {
            ROWS.findThreads(queries, org, ThreadStatus.CLOSED, content, TopicPage.Mark.START, OLD)
                    .block();
            ROWS.removeFromThread(explained, org, content, thread, OLD).block();
        }
        ROWS.removeFromChannel(explained, org, channel, OLD).block();
        ENTRIES.announcePurge(queries, org, OLD).block();
        ENTRIES.purge(explained, org, OLD).block();
    }

    /** Many topics with much in them, and little of it old; more idle threads that have ended than open ones. */
    private static Past fill(Database database) {
        Past past = Past.in(database);
        List<Long> times = LongStream.range(OLD, OLD + MESSAGES).boxed().toList();
        for (int i = 0; i < TOPICS; i++) {
            past.channelMessages(past.channel(), times);
            UUID thread = past.thread(ThreadStatus.CLOSED, 0);
            past.threadMessages(thread, times);
            past.artifact(thread, "plan", times.subList(0, TOPICS));
            past.thread(ThreadStatus.ACTIVE, OLD);
        }
        past.threads(OTHER_THREADS, ThreadStatus.RESOLVED, 0);
        Bulk.insert(
                database,
                MemberRepository.INTO,
                Stream.generate(UUID::randomUUID)
                        .limit(MESSAGES)
                        .map(topic -> MemberRepository.joined(past.org().id(), topic, past.bot(), 1, null))
                        .toList());
        return past;
    }
}
