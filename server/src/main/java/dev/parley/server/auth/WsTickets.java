package dev.parley.server.auth;

import dev.parley.persistence.wsticket.StoredWsTicket;
import dev.parley.persistence.wsticket.StoredWsTicket.Credential;
import dev.parley.persistence.wsticket.WsTicketRepository;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Tickets for WebSocket connections, as a browser cannot send a token there: good once, for half a minute, on every node.
 * A ticket stands for the credentials it was asked for with, which are looked at anew when it is used; only hashes are
 * kept, of it and of them.
 */
public final class WsTickets {

    /** How long a ticket is good. */
    static final Duration TTL = Duration.ofSeconds(30);

    private final Readmission readmission;
    private final WsTicketRepository tickets;
    private final Clock clock;

    public WsTickets(Readmission readmission, WsTicketRepository tickets, Clock clock) {
        this.readmission = readmission;
        this.tickets = tickets;
        this.clock = clock;
    }

    /**
     * A ticket for that caller. Fails with {@code FORBIDDEN} for a super admin, and with {@code RATE_LIMITED} when there are
     * very many unused ones.
     */
    Mono<String> issue(Caller caller) {
        return Mono.defer(() -> {
            String ticket = Secrets.wsTicket();
            long now = clock.millis();
            return tickets.insert(stored(ticket, caller, now + TTL.toMillis()), now)
                    .filter(kept -> kept)
                    .switchIfEmpty(Mono.error(WsTickets::tooMany))
                    .thenReturn(ticket);
        });
    }

    /** As everywhere, a session wins over a token. */
    private static StoredWsTicket stored(String ticket, Caller caller, long expiresAt) {
        if (caller instanceof Caller.SuperAdmin) {
            throw HubException.of(ErrorCode.FORBIDDEN, "A super admin belongs to no org whose events it could receive");
        }
        String hash = Secrets.hash(ticket);
        return caller.session()
                .map(session -> new StoredWsTicket(hash, Credential.SESSION, session.hash(), expiresAt))
                .orElseGet(() -> new StoredWsTicket(hash, Credential.TOKEN, tokenHash(caller), expiresAt));
    }

    private static String tokenHash(Caller caller) {
        return ((Caller.Bot) caller).token().orElseThrow().hash();
    }

    private static HubException tooMany() {
        return HubError.of(
                        ErrorCode.RATE_LIMITED,
                        "Too many tickets of yours are unused: use them, or wait till they expire")
                .with("retry_after", TTL.toSeconds())
                .asException();
    }

    /**
     * Uses a ticket up, whatever comes of it, and finds out whom it stands for now. Fails with {@code INVALID_TICKET},
     * {@code SESSION_INVALID} when its session has ended, or as {@link Authenticator#authenticate}.
     */
    public Mono<Caller> admit(String ticket) {
        return Mono.defer(() -> tickets.take(Secrets.hash(ticket), clock.millis()))
                .switchIfEmpty(Mono.error(WsTickets::unknown))
                .flatMap(found -> found.credential() == Credential.TOKEN
                        ? readmission.byTokenHash(found.credentialHash())
                        : readmission.bySessionHash(found.credentialHash()));
    }

    private static HubException unknown() {
        return HubException.of(ErrorCode.INVALID_TICKET, "The ticket is not known, used up or older than 30 seconds");
    }

    /** Removes what expired unused; to be run now and then. */
    public Mono<Void> purge() {
        return Mono.defer(() -> tickets.deleteExpired(clock.millis())).then();
    }
}
