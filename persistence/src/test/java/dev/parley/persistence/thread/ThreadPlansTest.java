package dev.parley.persistence.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.QueryPlans;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.CloseReason;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A list of threads must be read off an index, page by page. */
class ThreadPlansTest {

    private static final int THREADS = 20_000;
    private static final int PAGE = 20;

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    @RegisterExtension
    static final TestDatabase POSTGRES = TestDatabase.postgres();

    @Test
    void noTableIsReadForTheThreadsInWhichABotIsAlone() {
        TestOrg org = TestOrg.in(H2.database());
        QueryPlans queries = new QueryPlans(H2.database());
        new SqlThreadRepository()
                .listLeftTo(queries, org.id(), org.bot("ada").id(), 10)
                .block();

        assertThat(queries.plans()).hasSize(1).allSatisfy(plan -> assertThat(plan)
                .doesNotContain("tableScan")
                .containsIgnoringCase("members_by_bot"));
    }

    @Test
    void h2ReadsOnePageOfAllThreads() {
        QueryPlans queries = new QueryPlans(H2.database());
        listAll(queries, fill(H2.database()));

        assertThat(queries.plans()).hasSize(4).allSatisfy(plan -> {
            assertThat(plan).doesNotContain("tableScan");
            assertThat(QueryPlans.mostRowsScanned(plan)).as(plan).isLessThan(4 * PAGE);
        });
    }

    @Test
    void postgresReadsOnePageOfAllThreads() {
        OrgId org = fill(POSTGRES.database());
        POSTGRES.database().execute("VACUUM ANALYZE threads").block();
        QueryPlans queries = QueryPlans.ofPostgres(POSTGRES.database());
        listAll(queries, org);

        assertThat(queries.plans()).hasSize(4).allSatisfy(plan -> assertThat(plan)
                .containsPattern("Index Scan Backward using threads_by_(activity|status)")
                .doesNotContain("Seq Scan on threads")
                .doesNotContain("Rows Removed by Filter: 1"));
    }

    @Test
    void h2ReadsTheThreadsThatItCloses() {
        OrgId org = fill(H2.database());
        QueryPlans queries = new QueryPlans(H2.database());
        new SqlThreadRepository()
                .close(
                        queries.withStatements(),
                        org,
                        List.of(ThreadId.next(), ThreadId.next()),
                        CloseReason.TIMEOUT,
                        THREADS)
                .block();

        assertThat(queries.plans()).hasSize(1).allSatisfy(plan -> {
            assertThat(plan).doesNotContain("threads.tableScan");
            assertThat(QueryPlans.mostRowsScanned(plan)).as(plan).isLessThan(PAGE);
        });
    }

    /** The newest threads and some in the middle, of every status and of one that is rare. */
    private static void listAll(QueryPlans queries, OrgId org) {
        for (Optional<ThreadStatus> status :
                List.of(Optional.<ThreadStatus>empty(), Optional.of(ThreadStatus.BLOCKED))) {
            for (ThreadCursor after : List.of(ThreadCursor.START, new ThreadCursor(THREADS / 2, ThreadId.next()))) {
                new SqlThreadRepository()
                        .listAll(queries, org, new ThreadFilter(status, "", after, PAGE), 0)
                        .block();
            }
        }
    }

    private static OrgId fill(Database database) {
        OrgId org = TestOrg.in(database).id();
        List<Object[]> rows = IntStream.range(0, THREADS)
                .mapToObj(i -> ThreadRow.inserted(thread(org, i)))
                .toList();
        database.insert(ThreadRepository.INTO, rows).block();
        return org;
    }

    private static HubThread thread(OrgId org, long at) {
        return new HubThread(
                ThreadId.next(),
                org,
                "topic",
                null,
                at % 1_000 == 0 ? ThreadStatus.BLOCKED : ThreadStatus.ACTIVE,
                null,
                null,
                null,
                null,
                null,
                Visibility.PUBLIC,
                JoinPolicy.OPEN,
                1,
                at,
                at,
                at,
                null);
    }
}
