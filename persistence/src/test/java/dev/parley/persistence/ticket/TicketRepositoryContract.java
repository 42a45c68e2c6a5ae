package dev.parley.persistence.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.protocol.OrgId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of tickets must do. */
public interface TicketRepositoryContract {

    Database database();

    @Test
    default void findsATicketByIdAndByCodeInItsOrganisation() {
        OrgId org = TestOrg.in(database()).id();
        OrgId other = TestOrg.in(database()).id();
        Ticket ticket = insert(org, 0, BotId.next());
        Ticket ofAPerson = insert(org, 50, null);

        assertThat(find(org, ticket.code())).isEqualTo(ticket);
        assertThat(find(org, ticket.id().toString())).isEqualTo(ticket);
        assertThat(find(org, ofAPerson.code())).isEqualTo(ofAPerson);
        assertThat(find(org, "tkt_0")).isNull();
        assertThat(find(other, ticket.code())).isNull();
        assertThat(find(other, ticket.id().toString())).isNull();
    }

    @Test
    default void aTicketIsUsedUpOnce() {
        OrgId org = TestOrg.in(database()).id();
        Ticket ticket = insert(org, 0, null);

        assertThat(tickets()
                        .consume(database(), TestOrg.in(database()).id(), ticket.id())
                        .block())
                .isFalse();
        assertThat(tickets().consume(database(), org, ticket.id()).block()).isTrue();
        assertThat(tickets().consume(database(), org, ticket.id()).block()).isFalse();
        assertThat(find(org, ticket.code()).consumed()).isTrue();
    }

    @Test
    default void aDeletedTicketIsGone() {
        OrgId org = TestOrg.in(database()).id();
        Ticket ticket = insert(org, 0, null);

        assertThat(tickets()
                        .delete(database(), TestOrg.in(database()).id(), ticket.id())
                        .block())
                .isFalse();
        assertThat(tickets().delete(database(), org, ticket.id()).block()).isTrue();
        assertThat(tickets().delete(database(), org, ticket.id()).block()).isFalse();
        assertThat(find(org, ticket.code())).isNull();
    }

    @Test
    default void ticketsThatWereNotUsedUpAreDeletedTogether() {
        OrgId org = TestOrg.in(database()).id();
        Ticket ofAnother = insert(TestOrg.in(database()).id(), 0, null);
        Ticket consumed = insert(org, 0, null);
        tickets().consume(database(), org, consumed.id()).block();
        insert(org, 0, null);
        insert(org, 50, null);

        assertThat(tickets().deleteUnconsumed(database(), org).block()).isEqualTo(2);

        assertThat(find(org, consumed.code())).isNotNull();
        assertThat(find(ofAnother.org(), ofAnother.code())).isNotNull();
    }

    @Test
    default void expiredTicketsAreDeletedAndThoseForEverKept() {
        OrgId org = TestOrg.in(database()).id();
        Ticket forEver = insert(org, 0, null);
        Ticket first = insert(org, 1, null);
        Ticket last = insert(org, 2, null);
        Ticket live = insert(org, 3, null);

        assertThat(tickets().deleteExpired(database(), 2, 1).block()).isEqualTo(1);
        assertThat(find(org, first.code())).as("oldest first").isNull();
        assertThat(find(org, last.code())).isNotNull();
        assertThat(tickets().deleteExpired(database(), 2, 9).block()).isEqualTo(1);
        assertThat(tickets().deleteExpired(database(), 2, 9).block()).isZero();
        assertThat(find(org, last.code())).isNull();
        assertThat(find(org, live.code())).isNotNull();
        assertThat(find(org, forEver.code())).isNotNull();
    }

    @Test
    default void listsUsableTicketsNewestFirst() {
        OrgId org = TestOrg.in(database()).id();
        insert(TestOrg.in(database()).id(), 0, null);
        Ticket forEver = insert(org, 0, null);
        insert(org, 100, null);
        Ticket later = insert(org, 101, null);
        Ticket consumed = insert(org, 0, null);
        tickets().consume(database(), org, consumed.id()).block();
        Ticket newest = insert(org, 200, null);

        assertThat(list(org, null, 9)).containsExactly(newest, later, forEver);
        assertThat(list(org, null, 2)).containsExactly(newest, later);
        assertThat(list(org, later.id(), 2)).containsExactly(forEver);
        assertThat(list(org, forEver.id(), 2)).isEmpty();
    }

    private List<Ticket> list(OrgId org, UUID before, int limit) {
        return tickets()
                .listUsable(database(), org, 100, Optional.ofNullable(before), limit)
                .block();
    }

    private Ticket insert(OrgId org, long expiresAt, BotId createdBy) {
        UUID id = Ids.next();
        Ticket ticket = new Ticket(org, id, "tkt_" + id, true, false, false, createdBy, expiresAt, 7);
        database()
                .insert(TicketRepository.INTO, Collections.singletonList(ticket.row()))
                .block();
        return ticket;
    }

    private Ticket find(OrgId org, String idOrCode) {
        return tickets().find(database(), org, idOrCode).block();
    }

    private static TicketRepository tickets() {
        return new SqlTicketRepository();
    }
}
