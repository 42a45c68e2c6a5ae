package dev.parley.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.audit.AuditFilter;
import dev.parley.persistence.audit.AuditIds;
import dev.parley.persistence.audit.AuditRepository;
import dev.parley.persistence.audit.SqlAuditRepository;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.audit.AuditEntry;
import dev.parley.server.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditLogTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private final ManualClock clock = new ManualClock(1_800_000_000_000L);
    private final AuditRepository rows = new SqlAuditRepository();
    private final AuditLog log = new AuditLog(H2.database(), rows, clock);

    @Test
    void rowsAreKeptForNinetyDays() {
        OrgId quiet = OrgId.next();
        OrgId busy = OrgId.next();
        insert(quiet, Duration.ofDays(90), 1);
        insert(quiet, Duration.ofDays(90).plusMillis(1), 1);
        insert(busy, Duration.ofDays(91), 2 * AuditRepository.MAX_DELETED);
        insert(busy, Duration.ofDays(1), 3);

        log.removeOld().block();

        assertThat(list(quiet)).hasSize(1);
        assertThat(list(busy)).hasSize(3);
        log.removeOld().block();
        assertThat(list(busy)).hasSize(3);
    }

    private List<AuditEntry> list(OrgId org) {
        return rows.list(H2.database(), org, AuditFilter.ALL, 10_000).block();
    }

    private void insert(OrgId org, Duration ago, int count) {
        long at = clock.millis() - ago.toMillis();
        List<Object[]> many = IntStream.range(0, count)
                .mapToObj(i -> new Object[] {
                    org.value(), AuditIds.at(Position.first(at)), null, "bot.rename", "bot", "ada", null, at
                })
                .toList();
        H2.database().insert(AuditRepository.into("bot.rename", "bot"), many).block();
    }
}
