package dev.parley.server.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.ticket.SqlTicketRepository;
import dev.parley.persistence.ticket.Ticket;
import dev.parley.persistence.ticket.TicketRepository;
import dev.parley.protocol.Ids;
import dev.parley.protocol.OrgId;
import dev.parley.server.testing.ManualClock;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TicketsTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private static final long NOW = 1_000;

    private final OrgId org = TestOrg.in(H2.database()).id();
    private final Tickets tickets = new Tickets(H2.database(), new SqlTicketRepository(), new ManualClock(NOW));

    @Test
    void expiredTicketsAreRemovedHoweverManyThereAre() {
        insert(2_500, NOW);
        insert(3, 0);
        insert(4, NOW + 1);

        tickets.removeExpired().block();

        assertThat(H2.database()
                        .list(
                                "SELECT expires_at FROM tickets WHERE org_id = $1",
                                row -> row.number("expires_at"),
                                org.value())
                        .block())
                .as("those for ever and those to come")
                .containsExactlyInAnyOrder(0L, 0L, 0L, NOW + 1, NOW + 1, NOW + 1, NOW + 1);
    }

    private void insert(int count, long expiresAt) {
        List<Object[]> rows = IntStream.range(0, count)
                .mapToObj(i -> ticket(Ids.next(), expiresAt).row())
                .toList();
        H2.database().insert(TicketRepository.INTO, rows).block();
    }

    private Ticket ticket(UUID id, long expiresAt) {
        return new Ticket(org, id, "tkt_" + id, false, false, false, null, expiresAt, 0);
    }
}
