package dev.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    @ParameterizedTest
    @CsvSource({
        "1, PT1S",
        "2, PT5S",
        "3, PT30S",
        "4, PT2M",
        "5, PT10M",
        "6, PT30M",
        "7, PT1H",
        "8, PT3H",
        "9, PT6H",
        "10, PT12H",
        "11, PT12H",
        "1000000, PT12H"
    })
    void theWaitsGrowUpToHalfADay(int failed, Duration wait) {
        assertThat(RetrySchedule.after(failed, Optional.empty(), 0)).isEqualTo(wait);
    }

    @Test
    void thoseThatFailedTogetherComeBackApart() {
        assertThat(RetrySchedule.after(3, Optional.empty(), 0.5)).isEqualTo(Duration.ofMillis(31_500));
        assertThat(RetrySchedule.after(12, Optional.empty(), 1))
                .as("but not later than the longest wait")
                .isEqualTo(RetrySchedule.LONGEST);
    }

    @Test
    void theReceiverMayAskForMoreTimeButNotForAllOfIt() {
        assertThat(RetrySchedule.after(1, Optional.of(Duration.ofMinutes(3)), 0.5))
                .isEqualTo(Duration.ofMinutes(3));
        assertThat(RetrySchedule.after(5, Optional.of(Duration.ofSeconds(1)), 0))
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(RetrySchedule.after(1, Optional.of(Duration.ofDays(400)), 0)).isEqualTo(RetrySchedule.LONGEST);
    }
}
