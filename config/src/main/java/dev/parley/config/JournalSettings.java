package dev.parley.config;

import java.time.Duration;

/**
 * How far back the journal reaches.
 *
 * @param retention a client that was away for longer is told that its past cannot be replayed
 */
public record JournalSettings(Duration retention) {

    private static final Variable<Integer> DAYS = Variable.of(
                    "HXA_CONNECT_JOURNAL_DAYS",
                    Kind.number(1, 3_650, "days"),
                    "How long events can be replayed to clients that were away, and caught up with.")
            .byDefault("30");

    static JournalSettings read(Reading reading) {
        return new JournalSettings(Duration.ofDays(reading.value(DAYS)));
    }
}
