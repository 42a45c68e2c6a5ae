package dev.parley.server.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Tickets for WebSocket connections, as a browser cannot send a token there: good once, for half a minute, on this node.
 * A ticket stands for the credentials it was asked with, which are looked at anew when it is used.
 */
public final class WsTickets {

    /** How long a ticket is good. */
    static final Duration TTL = Duration.ofSeconds(30);

    private static final int MAX_TICKETS = 100_000;

    private final Authenticator authenticator;
    private final Cache<String, Credentials> issued;

    public WsTickets(Authenticator authenticator, Ticker ticker) {
        this.authenticator = authenticator;
        this.issued = Caffeine.newBuilder()
                .maximumSize(MAX_TICKETS)
                .expireAfterWrite(TTL)
                .ticker(ticker)
                .build();
    }

    /** A ticket for whoever came with the session. */
    String issue(Session session) {
        return issue(new Credentials(Optional.of(session), Optional.empty(), Optional.empty()));
    }

    /** A ticket for the bot whose token it is, as a bot of {@code org}. */
    String issue(String token, OrgId org) {
        return issue(new Credentials(Optional.empty(), Optional.of(token), Optional.of(org.toString())));
    }

    private String issue(Credentials credentials) {
        String ticket = Secrets.wsTicket();
        issued.put(ticket, credentials);
        return ticket;
    }

    /**
     * Uses a ticket up, whatever comes of it, and finds out whom it stands for now. Fails with {@code INVALID_TICKET},
     * {@code SESSION_INVALID} when its session has ended, or as {@link Authenticator#authenticate}.
     */
    public Mono<Caller> admit(String ticket) {
        return Mono.defer(() -> {
            Credentials credentials = issued.asMap().remove(ticket);
            if (credentials == null) {
                throw HubException.of(
                        ErrorCode.INVALID_TICKET, "The ticket is not known, used up or older than 30 seconds");
            }
            return credentials.session().isEmpty()
                    ? authenticator.authenticate(credentials)
                    : ofSession(credentials.session().get());
        });
    }

    private Mono<Caller> ofSession(Session session) {
        return authenticator
                .session(session.info().id())
                .switchIfEmpty(Mono.error(HubAuthenticator::sessionGone))
                .map(live -> new Credentials(Optional.of(live), Optional.empty(), Optional.empty()))
                .flatMap(authenticator::authenticate);
    }
}
