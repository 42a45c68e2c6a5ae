package dev.parley.server.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.audit.AuditIds;
import dev.parley.persistence.audit.AuditRepository;
import dev.parley.persistence.audit.SqlAuditRepository;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.testing.RecordingDatabase;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.protocol.OrgId;
import dev.parley.server.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An hour that is over is counted once. */
class MessagesPerHourTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long START = 500_000 * HOUR;

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private final OrgId org = OrgId.next();
    private final ManualClock clock = new ManualClock(START + 3 * HOUR + HOUR / 2);
    private final RecordingDatabase database = new RecordingDatabase(H2.database());
    private final MessagesPerHour messages =
            new MessagesPerHour(database, new SqlAuditRepository(), clock, () -> clock.millis() * 1_000_000);

    @Test
    void everyMessageIsInItsHour() {
        send(START + HOUR - 1);
        send(START + HOUR);
        send(START + 2 * HOUR - 1);
        send(START + 3 * HOUR);

        assertThat(messages.last(org, 3).block())
                .isEqualTo(new Overview.MessageOverview(START + HOUR, List.of(2L, 0L, 1L)));
    }

    @Test
    void hoursThatAreOverAreNotCountedAgain() {
        messages.last(org, 4).block();
        database.take();
        send(START + HOUR);
        send(START + 3 * HOUR);

        assertThat(messages.last(org, 4).block().perHour()).containsExactly(0L, 0L, 0L, 1L);
        assertThat(database.take())
                .as("the current hour, of channels and of threads")
                .hasSize(2);
    }

    @Test
    void anHourIsOpenForAMomentAfterItsEnd() {
        clock.advance(Duration.ofMinutes(31));
        messages.last(org, 2).block();
        send(START + 4 * HOUR - 1);

        assertThat(messages.last(org, 2).block().perHour()).containsExactly(1L, 0L);
    }

    private void send(long millis) {
        Object[] row = {
            org.value(), AuditIds.at(Position.first(millis)), "ada", "message.send", "thread_message", "m", null, millis
        };
        H2.database()
                .insert(AuditRepository.into("message.send", "thread_message"), List.<Object[]>of(row))
                .block();
    }
}
