package dev.parley.persistence.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.QueryPlans;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.thread.SqlThreadRepository;
import dev.parley.persistence.thread.ThreadCursor;
import dev.parley.persistence.thread.ThreadFilter;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A search must read the index, and of messages, threads and journal no more than what it names. */
class SearchPlansTest {

    private static final int MESSAGES = 4_000;
    private static final int CHUNKS = 16;
    private static final int PAGE = 8;
    private static final int WINDOW = 64;
    private static final SearchIndexRepository INDEX = new SqlSearchIndexRepository();

    @RegisterExtension
    static final TestDatabase EMPTY = TestDatabase.h2();

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    @RegisterExtension
    static final TestDatabase POSTGRES = TestDatabase.postgres();

    @Test
    void h2ReadsWhatIsAskedFor() {
        QueryPlans queries = new QueryPlans(H2.database());
        askEverything(queries, fill(H2.database()));

        assertThat(queries.plans()).hasSize(9).allSatisfy(plan -> {
            assertThat(plan).doesNotContain("tableScan");
            assertThat(QueryPlans.mostRowsScanned(plan)).as(plan).isLessThanOrEqualTo(4 * WINDOW);
        });
    }

    /** H2 keeps the plan of a prepared statement, so the one it makes at the first start must be good for ever. */
    @Test
    void h2GoesFromIdsToRowsWhileThereIsNothing() {
        Talk talk = Talk.in(EMPTY.database());
        QueryPlans queries = new QueryPlans(EMPTY.database());
        askEverything(queries, new Filled(talk, talk.say(List.of("needle")), Set.of(talk.begin("needle"))));

        List<String> plans = queries.plans();
        assertThat(plans.subList(plans.size() - 4, plans.size())).allSatisfy(plan -> assertThat(plan)
                .containsPattern(
                        "(?s)FROM UNNEST.*(messages_by_id|PRIMARY_KEY_\\w+): org_id = \\?1\\s+AND id = \\w+.id"));
    }

    @Test
    void postgresReadsWhatIsAskedFor() {
        Filled filled = fill(POSTGRES.database());
        POSTGRES.database().execute("VACUUM ANALYZE").block();
        QueryPlans queries = QueryPlans.ofPostgres(POSTGRES.database());
        askEverything(queries, filled);

        assertThat(queries.plans()).hasSize(9).allSatisfy(plan -> assertThat(plan)
                .doesNotContain("Seq Scan on messages")
                .doesNotContain("Seq Scan on journal")
                .doesNotContain("Seq Scan on search_b"));
        assertThat(queries.plans())
                .filteredOn(plan -> !plan.contains("thread_created"))
                .as("new topics aside, for which a small table may be read as a whole")
                .noneMatch(plan -> plan.contains("Seq Scan on threads"));
    }

    private static void askEverything(QueryPlans queries, Filled filled) {
        OrgId org = filled.org();
        INDEX.page(queries, org, SearchKind.MESSAGE, SearchQuery.of("needle"), OptionalLong.empty(), PAGE)
                .block();
        INDEX.cursor(queries, org, SearchKind.MESSAGE).block();
        INDEX.nthEntry(queries, org, 100, WINDOW).block();
        INDEX.documents(queries, org, SearchKind.MESSAGE, 100, 5_000, WINDOW).block();
        INDEX.documents(queries, org, SearchKind.TOPIC, 100, 164, WINDOW).block();
        INDEX.messages(queries, org, filled.messages()).block();
        ThreadFilter some =
                new ThreadFilter(Optional.empty(), "needle", ThreadCursor.START, PAGE).among(filled.threads());
        SqlThreadRepository threads = new SqlThreadRepository();
        threads.listAll(queries, org, some, 0).block();
        threads.listOwn(queries, org, filled.talk().ada().id(), some).block();
        threads.listVisible(queries, org, filled.talk().ada().id(), some).block();
    }

    private static Filled fill(Database database) {
        Talk talk = Talk.in(database);
        Set<ThreadId> threads = new HashSet<>();
        for (int i = 0; i < CHUNKS; i++) {
            List<UUID> said = talk.say(Collections.nCopies(MESSAGES / CHUNKS, "hay"));
            talk.beginMany("hay", MESSAGES / CHUNKS);
            index(database, talk.org(), said.size());
        }
        threads.add(talk.begin("needle"));
        return new Filled(talk, talk.say(List.of("a needle", "two needles")), threads);
    }

    private static void index(Database database, OrgId org, int count) {
        long from = INDEX.cursor(database, org, SearchKind.MESSAGE).block();
        List<SearchDocument> documents = INDEX.documents(database, org, SearchKind.MESSAGE, from, Long.MAX_VALUE, count)
                .block();
        long to = documents.get(documents.size() - 1).position();
        assertThat(INDEX.add(database, org, SearchKind.MESSAGE, from, to, documents)
                        .block())
                .isTrue();
    }

    /** An organisation and some of what it has. */
    record Filled(Talk talk, List<UUID> messages, Set<ThreadId> threads) {

        OrgId org() {
            return talk.org();
        }
    }
}
