package dev.parley.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.Queries;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.testing.QueryPlans;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a bot may see is found by its stays, in the window that is asked for: never by reading the whole journal. */
class VisiblePlansTest {

    private static final int TOPICS = 100;
    private static final int OWN_TOPICS = 2;
    private static final int ENTRIES = 10_000;
    private static final int WINDOW = 1_000;

    private static final JournalRepository ROWS = new SqlJournalRepository();

    /** Topics are numbered; the first are the bot's own. */
    private static final String TOPIC =
            "cast('00000000-0000-0000-0000-' || lpad(cast(%s AS varchar), 12, '0') AS uuid)";

    private static final String JOIN = """
        INSERT INTO members (org_id, bot_id, topic_id, joined_position)
        SELECT cast($1 AS uuid), cast($2 AS uuid), %s, 1
          FROM generate_series(0, cast($3 AS integer)) AS n(x)
        """.formatted(TOPIC.formatted("n.x"));

    private static final String TALK = """
        INSERT INTO journal (org_id, position, type, topic, topic_id, frame)
        SELECT cast($1 AS uuid), n.x, 'thread_message', 'thread', %s, '{"type":"thread_message"}'
          FROM generate_series(1, cast($2 AS integer)) AS n(x)
        """.formatted(TOPIC.formatted("mod(n.x, " + TOPICS + ")"));

    @RegisterExtension
    static final TestDatabase EMPTY = TestDatabase.h2();

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    @RegisterExtension
    static final TestDatabase POSTGRES = TestDatabase.postgres();

    @Test
    void h2ReadsTheWindowOfEachStay() {
        assertThat(h2Plans(Told.fill(H2.database()))).hasSize(3).allSatisfy(plan -> {
            assertThat(plan).doesNotContain("tableScan");
            assertThat(QueryPlans.mostRowsScanned(plan)).isLessThan(4 * WINDOW / TOPICS * OWN_TOPICS);
        });
    }

    /** H2 keeps the plan of a prepared statement, so the one it makes at the first start must be good for ever. */
    @Test
    void h2PlansTheSameWhileTheJournalIsEmpty() {
        assertThat(h2Plans(Told.empty(EMPTY.database())).subList(0, 2)).allSatisfy(plan -> assertThat(plan)
                .containsPattern("members_by_bot: org_id = \\?1\\s+AND bot_id = \\?2")
                .containsPattern("journal_by_topic: [^/]*topic_id = m.topic_id")
                .containsPattern("journal_by_topic: [^/]*topic_id = b.org_id")
                .doesNotContain("tableScan"));
    }

    @Test
    void postgresReadsTheWindowOfEachStay() {
        Told told = Told.fill(POSTGRES.database());
        POSTGRES.database().execute("VACUUM ANALYZE journal").block();
        QueryPlans queries = QueryPlans.ofPostgres(POSTGRES.database());
        told.read(queries);
        assertThat(queries.plans())
                .hasSize(3)
                .allSatisfy(plan -> assertThat(plan).contains("Index").doesNotContain("Seq Scan on journal"));
    }

    private static List<String> h2Plans(Told told) {
        QueryPlans queries = new QueryPlans(told.database());
        told.read(queries);
        return queries.plans();
    }

    /** An organisation where much is said, and little of it to the bot. */
    private record Told(Database database, TestOrg org, BotSummary bot) {

        static Told empty(Database database) {
            TestOrg org = TestOrg.in(database);
            return new Told(database, org, org.bot("bot"));
        }

        static Told fill(Database database) {
            Told told = empty(database);
            BotSummary other = told.org.bot("other");
            told.join(other, TOPICS);
            told.join(told.bot, OWN_TOPICS);
            database.execute(TALK, told.org.id().value(), ENTRIES).block();
            return told;
        }

        private void join(BotSummary who, int topics) {
            database.execute(JOIN, org.id().value(), who.id().value(), topics - 1)
                    .block();
        }

        void read(Queries queries) {
            long after = ENTRIES - WINDOW;
            ROWS.listVisible(queries, org.id(), bot.id(), false, after, ENTRIES, 501)
                    .block();
            ROWS.countVisible(queries, org.id(), bot.id(), false, after, ENTRIES)
                    .block();
            List<Long> positions =
                    LongStream.rangeClosed(after + 1, after + 10).boxed().toList();
            ROWS.list(queries, org.id(), positions).block();
        }
    }
}
