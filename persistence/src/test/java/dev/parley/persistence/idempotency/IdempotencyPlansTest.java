package dev.parley.persistence.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.QueryPlans;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.OrgId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** H2 must find keys by an index, however many there are: every request with a key looks for it. */
class IdempotencyPlansTest {

    private static final int ROWS = 500;

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    @Test
    void aKeyIsFoundWithoutReadingTheOthers() {
        OrgId org = TestOrg.in(H2.database()).id();
        List<UUID> ids = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            ids.add(UUID.randomUUID());
            rows.add(new KeyedAnswer(ids.get(i), "f", "{}", i).row(org));
        }
        H2.database().insert(IdempotencyRepository.INTO, rows).block();
        QueryPlans queries = new QueryPlans(H2.database());
        IdempotencyRepository keys = new SqlIdempotencyRepository();

        assertThat(keys.fingerprints(queries, org, ids.subList(7, 9), -1).block())
                .hasSize(2);
        assertThat(keys.answer(queries, org, ids.get(7), -1).block()).isEqualTo("{}");

        assertThat(queries.plans()).hasSize(2).allSatisfy(plan -> assertThat(QueryPlans.mostRowsScanned(plan))
                .isBetween(1, 9));
    }
}
