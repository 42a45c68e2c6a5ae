package dev.parley.persistence.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.QueryPlans;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.protocol.catchup.CatchUpType;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Catch-up must read the window it is asked for in the topics of the bot, and never the whole journal. */
class CatchUpPlansTest {

    private static final int TOPICS = 50;
    private static final int ENTRIES = 5_000;

    @RegisterExtension
    static final TestDatabase EMPTY = TestDatabase.h2();

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    @RegisterExtension
    static final TestDatabase POSTGRES = TestDatabase.postgres();

    @Test
    void h2ReadsOneRangeOfTheIndexForEachStay() {
        Story story = fill(H2.database());
        int window = 500;
        int perTopic = window / TOPICS;

        assertThat(h2Plans(story, ENTRIES - window)).allSatisfy(plan -> {
            assertSeeksEachStay(plan);
            assertThat(QueryPlans.mostRowsScanned(plan)).isLessThan(4 * perTopic);
        });
    }

    /** H2 keeps the plan of a prepared statement, so the one it makes at the first start must be good for ever. */
    @Test
    void h2PlansTheSameWhileTheJournalIsEmpty() {
        assertThat(h2Plans(Story.in(EMPTY.database()), 0)).allSatisfy(CatchUpPlansTest::assertSeeksEachStay);
    }

    @Test
    void postgresReadsOneRangeOfTheIndexForEachStay() {
        Story story = fill(POSTGRES.database());
        POSTGRES.database().execute("VACUUM ANALYZE journal").block();
        QueryPlans queries = QueryPlans.ofPostgres(POSTGRES.database());
        story.missed(queries, 0, 0, 50);
        story.counted(queries, 0);

        assertThat(queries.plans()).hasSize(2).allSatisfy(plan -> assertThat(plan)
                .as("the columns of the index are enough")
                .contains("Index Only Scan using journal_by_topic")
                .doesNotContain("Seq Scan on journal"));
    }

    private static List<String> h2Plans(Story story, long since) {
        QueryPlans queries = new QueryPlans(story.database());
        story.missed(queries, since, since, 50);
        story.counted(queries, since);
        return queries.plans();
    }

    private static void assertSeeksEachStay(String plan) {
        assertThat(plan)
                .containsPattern("members_by_bot: org_id = \\?1\\s+AND bot_id = \\?2")
                .containsPattern(
                        "journal_by_topic: position > \\?3\\s+AND org_id = m.org_id\\s+AND topic_id = m.topic_id")
                .doesNotContain("tableScan");
    }

    /** Two bots who share two of many topics; every entry is a message of the other one. */
    private static Story fill(Database database) {
        Story story = Story.in(database);
        List<UUID> topics = Stream.concat(
                        Stream.generate(story::topic).limit(2),
                        Stream.generate(UUID::randomUUID).limit(TOPICS - 2))
                .toList();
        topics.subList(2, TOPICS).forEach(topic -> story.join(topic, story.other(), 1));
        List<Object[]> rows = IntStream.rangeClosed(1, ENTRIES)
                .mapToObj(i ->
                        story.row(topics.get(i % TOPICS), i, story.other(), CatchUpType.THREAD_MESSAGE_SUMMARY, null))
                .toList();
        database.insert(Story.JOURNAL, rows).block();
        return story;
    }
}
