package dev.parley.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestDatabase;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RoughCountTest {

    @RegisterExtension
    static final TestDatabase POSTGRES = TestDatabase.postgres();

    @Test
    void aLargeTableIsEstimated() {
        POSTGRES.database()
                .execute("CREATE TABLE large AS SELECT generate_series(1, 120000) AS n")
                .block();
        assertThat(count()).as("no statistics yet").isEqualTo(100_000);

        POSTGRES.database().execute("ANALYZE large").block();

        assertThat(count()).isCloseTo(120_000, Percentage.withPercentage(5));
    }

    private static long count() {
        return POSTGRES.database().roughCount("large").block();
    }
}
