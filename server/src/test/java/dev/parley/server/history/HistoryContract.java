package dev.parley.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever happens to connections, everybody is told everything exactly once. What went wrong is repeated, as far as threads
 * allow, with {@code -Dparley.seed=} and the seed of the failure.
 */
interface HistoryContract {

    int ENTRIES = 1_000;
    int WRITERS = 4;
    int RECEIVERS = 8;
    int LONGEST_LINE = 60;
    int MISHAPS_EVERY = 200;

    Nodes nodes();

    /** What is done to the hub meanwhile. */
    default Chaos chaos() {
        return Chaos.NONE;
    }

    @Test
    @Timeout(240)
    default void everybodyIsToldEverythingOnceAndInOrder() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        Plan plan = new Plan(seed, ENTRIES, WRITERS, RECEIVERS, LONGEST_LINE, MISHAPS_EVERY);
        Facts facts = new Trial(plan, nodes(), TestHub.ADMIN_SECRET).run(chaos());
        assertThat(facts.complaints().first()).as(facts.toString()).isEmpty();
        assertThat(facts.entries()).isGreaterThan(ENTRIES / 2);
        assertThat(facts.repeats()).isPositive();
        assertThat(facts.cuts()).isGreaterThan(RECEIVERS);
    }
}
