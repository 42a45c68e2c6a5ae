package dev.parley.persistence.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.journal.PositionRange;
import dev.parley.persistence.message.MessageRepositoryContract.Talk;
import dev.parley.persistence.testing.QueryPlans;
import dev.parley.persistence.testing.TestDatabase;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** H2 must read a page from an index in its order: a plan that sorts reads the whole history for every page. */
class MessagePlansTest {

    private static final int MESSAGES = 3_000;
    private static final int PAGE = 50;

    @RegisterExtension
    static final TestDatabase EMPTY = TestDatabase.h2();

    @RegisterExtension
    static final TestDatabase FULL = TestDatabase.h2();

    private static final MessageRepository REPOSITORY = new SqlMessageRepository();

    private static Talk full;

    @BeforeAll
    static void fill() {
        full = new Talk(FULL.database());
        Talk second = new Talk(full);
        full.open(1);
        second.open(2);
        List<Object[]> rows = IntStream.range(0, MESSAGES)
                .mapToObj(i -> (i % 2 == 0 ? full : second).message(full.ada(), 10 + i, "m" + i, null))
                .map(message -> message.row(full.org().id()))
                .toList();
        FULL.database().insert(MessageRepository.INTO, rows).block();
    }

    @Test
    void aPageOfHistoryComesSortedFromTheIndex() {
        for (PositionRange range : List.of(PositionRange.ALL, new PositionRange(500, 2_000))) {
            String plan = planOfNewest(full, range);
            assertThat(plan).contains("index sorted").doesNotContain("tableScan");
            assertThat(QueryPlans.mostRowsScanned(plan)).isLessThanOrEqualTo(2 * PAGE);
        }
    }

    /** H2 keeps the plan of a prepared statement, so the one it makes at the first start must be good for ever. */
    @Test
    void thePlanIsTheSameWhileThereAreNoMessagesYet() {
        Talk talk = new Talk(EMPTY.database());
        assertThat(planOfNewest(talk, PositionRange.ALL))
                .contains("index sorted")
                .doesNotContain("tableScan");
    }

    @Test
    void thePageOfAnInboxDependsOnItsSizeAndNotOnTheHistory() {
        QueryPlans queries = new QueryPlans(FULL.database());
        REPOSITORY
                .inbox(queries, full.org().id(), full.bob().id(), PositionRange.ALL, PAGE)
                .block();

        assertThat(queries.plans()).hasSize(2).allSatisfy(plan -> {
            assertThat(plan).doesNotContain("tableScan");
            assertThat(QueryPlans.mostRowsScanned(plan)).isLessThanOrEqualTo(5 * PAGE);
        });
    }

    private static String planOfNewest(Talk talk, PositionRange range) {
        QueryPlans queries = new QueryPlans(talk.database());
        REPOSITORY.newest(queries, talk.org().id(), talk.topic(), range, PAGE).block();
        return queries.plans().get(0);
    }
}
