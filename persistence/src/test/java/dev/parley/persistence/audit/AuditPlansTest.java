package dev.parley.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.testing.Bulk;
import dev.parley.persistence.testing.QueryPlans;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.protocol.OrgId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page of an audit log must not read the log. */
class AuditPlansTest {

    private static final int ROWS = 20_000;
    private static final int PAGE = 20;

    /** Of the seven questions four are put to the log and both kinds of messages, two to the log, one to it and one kind. */
    private static final int PLANS = 4 * 3 + 2 * 1 + 2;

    private static final OrgId ORG = OrgId.next();

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    @RegisterExtension
    static final TestDatabase POSTGRES = TestDatabase.postgres();

    @Test
    void h2ReadsOnePageOfOneIndex() {
        fill(H2.database());
        QueryPlans queries = new QueryPlans(H2.database());
        askEverything(queries);

        assertThat(queries.plans()).hasSize(PLANS).allSatisfy(plan -> {
            assertThat(plan).doesNotContain("tableScan");
            assertThat(QueryPlans.mostRowsScanned(plan)).isLessThan(4 * PAGE);
        });
    }

    @Test
    void postgresReadsOnePageOfOneIndex() {
        fill(POSTGRES.database());
        POSTGRES.database().execute("VACUUM ANALYZE audit_log").block();
        POSTGRES.database().execute("VACUUM ANALYZE audit_messages").block();
        QueryPlans queries = QueryPlans.ofPostgres(POSTGRES.database());
        askEverything(queries);

        assertThat(queries.plans()).hasSize(PLANS).allSatisfy(plan -> assertThat(plan)
                .contains("Index")
                .doesNotContain("Seq Scan")
                .doesNotContain("Sort"));
    }

    @Test
    void h2FindsTheOldestRowsAndTheNextOrganisationAtOnce() {
        fill(H2.database());
        QueryPlans queries = new QueryPlans(H2.database());
        AuditRepository rows = new SqlAuditRepository();
        rows.nextOrg(queries, Optional.empty()).block();
        rows.nextOrg(queries, Optional.of(ORG)).block();
        rows.deleteBefore(queries, ORG, PAGE).block();

        assertThat(queries.plans()).hasSize(9).allSatisfy(plan -> assertThat(QueryPlans.mostRowsScanned(plan))
                .as(plan)
                .isLessThan(4 * PAGE));
    }

    private static void askEverything(QueryPlans queries) {
        AuditRepository rows = new SqlAuditRepository();
        List<AuditFilter> filters = List.of(
                AuditFilter.ALL,
                filter(OptionalLong.of(ROWS - PAGE), null, null, null, null),
                filter(OptionalLong.empty(), "rare", null, null, null),
                filter(OptionalLong.empty(), null, "rare_type", null, null),
                filter(OptionalLong.empty(), null, null, "target 5", null),
                filter(OptionalLong.empty(), null, null, null, "bot 5"),
                filter(OptionalLong.empty(), "message.send", "thread_message", null, "bot 5"));
        filters.forEach(filter -> rows.list(queries, ORG, filter, PAGE).block());
    }

    private static AuditFilter filter(OptionalLong since, String action, String type, String target, String bot) {
        return new AuditFilter(
                since,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.ofNullable(action),
                Optional.ofNullable(type),
                Optional.ofNullable(target),
                Optional.ofNullable(bot));
    }

    private static void fill(Database database) {
        fill(database, "thread.join", "thread");
        fill(database, "message.send", "thread_message");
        fill(database, "message.send", "channel_message");
    }

    private static void fill(Database database, String action, String type) {
        boolean log = type.equals("thread");
        List<Object[]> rows = IntStream.range(0, ROWS)
                .mapToObj(i -> new Object[] {
                    ORG.value(),
                    AuditIds.at(Position.first(i)),
                    "bot " + i % 500,
                    log && i == 7 ? "rare" : action,
                    log && i == 7 ? "rare_type" : type,
                    "target " + i % 5_000,
                    null,
                    (long) i
                })
                .toList();
        Bulk.insert(database, AuditRepository.into(action, type), rows);
    }
}
