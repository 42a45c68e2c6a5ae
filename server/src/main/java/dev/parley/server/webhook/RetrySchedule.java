package dev.parley.server.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a delivery that failed is tried again: soon at first, as the contract has it, then less and less often. */
final class RetrySchedule {

    /** The longest time between two attempts. */
    static final Duration LONGEST = Duration.ofHours(12);

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6));

    /** So that those that failed together do not come back together. */
    private static final double JITTER = 0.1;

    private RetrySchedule() {}

    /**
     * How long to wait.
     *
     * @param failed attempts so far, from 1 on
     * @param asked what the receiver asked for: counts when it is longer
     * @param random from 0 to 1
     */
    static Duration after(int failed, Optional<Duration> asked, double random) {
        Duration plain = failed <= WAITS.size() ? WAITS.get(failed - 1) : LONGEST;
        long millis = Math.max(
                (long) (plain.toMillis() * (1 + JITTER * random)),
                asked.map(Duration::toMillis).orElse(0L));
        return Duration.ofMillis(Math.min(millis, LONGEST.toMillis()));
    }
}
