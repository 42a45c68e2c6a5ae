package dev.parley.persistence.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.QueryPlans;
import dev.parley.persistence.testing.Talk;
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

    private static final int CHUNK = 250;
    private static final int CHUNKS = 16;

    /** Messages and threads each, beside those which are indexed: as many as make PostgreSQL plan as for millions. */
    private static final int MORE = 20_000;

    private static final int PAGE = 8;
    private static final int WINDOW = 64;

    private static final String EVERYBODY_TAKES_PART = """
            INSERT INTO members (org_id, topic_id, bot_id, joined_position)
            SELECT t.org_id, t.id, b.id, t.last_activity_at
              FROM threads t
              JOIN bots b ON b.org_id = t.org_id
             WHERE t.org_id = $1
            """;

    private static final SearchIndexRepository INDEX = new SqlSearchIndexRepository();

    @RegisterExtension
    static final TestDatabase EMPTY_H2 = TestDatabase.h2();

    @RegisterExtension
    static final TestDatabase EMPTY_POSTGRES = TestDatabase.postgres();

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
        Talk talk = Talk.in(EMPTY_H2.database());
        QueryPlans queries = new QueryPlans(EMPTY_H2.database());
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
                .doesNotContainPattern("Seq Scan on (messages|journal|threads|members|search_b|search_ch)")
                .doesNotContainPattern("Rows Removed by (Join )?Filter: \\d{3}"));
    }

    /** And keeps the plans of prepared statements until it has statistics. */
    @Test
    void postgresGoesFromEntriesToTheirRowsWhileItHasNoStatistics() {
        Talk talk = Talk.in(EMPTY_POSTGRES.database());
        QueryPlans queries = QueryPlans.ofPostgres(EMPTY_POSTGRES.database());
        for (SearchKind kind : SearchKind.values()) {
            INDEX.documents(queries, talk.org(), kind, 0, 10, WINDOW).block();
        }

        assertThat(queries.plans()).hasSize(2);
        assertThat(queries.plans().get(0))
                .contains("((org_id = j.org_id) AND (topic_id = j.topic_id) AND (\"position\" >= j.\"position\") AND");
        assertThat(queries.plans().get(1)).contains("((org_id = j.org_id) AND (id >= j.topic_id) AND");
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
            List<UUID> said = talk.say(Collections.nCopies(CHUNK, "hay"));
            talk.beginMany("hay", CHUNK);
            index(database, talk.org(), said.size());
        }
        talk.say(Collections.nCopies(MORE, "hay"));
        talk.beginMany("hay", MORE);
        threads.add(talk.begin("needle"));
        database.execute(EVERYBODY_TAKES_PART, talk.org().value()).block();
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
