package dev.parley.persistence.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.QueryPlans;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** H2 must find the threads a bot leaves behind by its memberships. */
class ThreadPlansTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

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
}
