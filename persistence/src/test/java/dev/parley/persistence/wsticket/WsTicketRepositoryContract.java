package dev.parley.persistence.wsticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.wsticket.StoredWsTicket.Credential;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** What every store of tickets for WebSocket connections must do. */
public interface WsTicketRepositoryContract {

    long NOW = 1_800_000_000_000L;

    WsTicketRepository tickets();

    @Test
    default void aTicketIsTakenOnce() {
        WsTicketRepository tickets = tickets();
        StoredWsTicket ofToken = ticket(Credential.TOKEN, NOW + 30_000);
        StoredWsTicket ofSession = ticket(Credential.SESSION, NOW + 30_000);
        assertThat(tickets.insert(ofToken, NOW).block()).isTrue();
        assertThat(tickets.insert(ofSession, NOW).block()).isTrue();

        assertThat(tickets.take(ofToken.hash(), NOW + 29_999).block()).isEqualTo(ofToken);
        assertThat(tickets.take(ofToken.hash(), NOW + 29_999).block()).isNull();
        assertThat(tickets.take(ofSession.hash(), NOW).block()).isEqualTo(ofSession);
        assertThat(tickets.take("unknown", NOW).block()).isNull();
    }

    @Test
    default void ofManyWhoTakeItAtOnceOneHasIt() {
        WsTicketRepository tickets = tickets();
        for (int round = 0; round < 10; round++) {
            StoredWsTicket ticket = ticket(Credential.TOKEN, NOW + 30_000);
            tickets.insert(ticket, NOW).block();

            List<StoredWsTicket> taken = Flux.range(0, 20)
                    .flatMap(i -> tickets.take(ticket.hash(), NOW).subscribeOn(Schedulers.parallel()), 20)
                    .collectList()
                    .block();

            assertThat(taken).containsExactly(ticket);
        }
    }

    @Test
    default void anExpiredTicketIsNone() {
        WsTicketRepository tickets = tickets();
        StoredWsTicket ticket = ticket(Credential.TOKEN, NOW);
        tickets.insert(ticket, NOW - 1).block();

        assertThat(tickets.take(ticket.hash(), NOW).block()).isNull();
    }

    @Test
    default void expiredTicketsAreRemovedAndOthersStay() {
        WsTicketRepository tickets = tickets();
        StoredWsTicket live = ticket(Credential.TOKEN, NOW + 1);
        tickets.deleteExpired(NOW).block();
        tickets.insert(ticket(Credential.TOKEN, NOW - 1), NOW - 100).block();
        tickets.insert(ticket(Credential.TOKEN, NOW), NOW - 100).block();
        tickets.insert(live, NOW - 100).block();

        assertThat(tickets.deleteExpired(NOW).block()).isEqualTo(2);
        assertThat(tickets.deleteExpired(NOW).block()).isZero();
        assertThat(tickets.take(live.hash(), NOW).block()).isEqualTo(live);
    }

    @Test
    default void oneCredentialKeepsOnlySoManyUnused() {
        WsTicketRepository tickets = tickets();
        String credential = UUID.randomUUID().toString();
        List<StoredWsTicket> all = Flux.range(0, WsTicketRepository.MAX_UNUSED)
                .map(i -> ticket(Credential.TOKEN, credential, NOW + 30_000 + i / 10))
                .concatMap(ticket -> tickets.insert(ticket, NOW).thenReturn(ticket))
                .collectList()
                .block();
        StoredWsTicket another = ticket(Credential.TOKEN, credential, NOW + 40_000);

        assertThat(tickets.insert(another, NOW).block()).isFalse();
        assertThat(tickets.take(another.hash(), NOW).block()).isNull();
        assertThat(tickets.insert(ticket(Credential.TOKEN, NOW + 40_000), NOW).block())
                .as("for another credential")
                .isTrue();

        tickets.take(all.get(5).hash(), NOW).block();
        assertThat(tickets.insert(another, NOW).block()).as("one was used").isTrue();
        assertThat(tickets.insert(ticket(Credential.TOKEN, credential, NOW + 70_000), NOW + 30_000)
                        .block())
                .as("some have expired")
                .isTrue();
    }

    private static StoredWsTicket ticket(Credential credential, long expiresAt) {
        return ticket(credential, UUID.randomUUID().toString(), expiresAt);
    }

    private static StoredWsTicket ticket(Credential credential, String credentialHash, long expiresAt) {
        return new StoredWsTicket(UUID.randomUUID().toString(), credential, credentialHash, expiresAt);
    }
}
