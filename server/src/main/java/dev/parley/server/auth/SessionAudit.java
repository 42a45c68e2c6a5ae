package dev.parley.server.auth;

import dev.parley.persistence.session.StoredSession;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.journal.Journal;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Writes logins and logouts into the audit log of their organisation; a session is named by its ref. */
public final class SessionAudit {

    private final Journal journal;

    public SessionAudit(Journal journal) {
        this.journal = journal;
    }

    Mono<Void> loggedIn(StoredSession session, Client client) {
        return record(
                session,
                "auth.login",
                Audit.detail(Via.REST, "role", session.role(), "ip", client.ip(), "user_agent", client.userAgent()));
    }

    /** A session may outlive its organisation; there is then no log to write to. */
    Mono<Void> loggedOut(StoredSession session, Client client) {
        return record(session, "auth.logout", Audit.detail(Via.REST, "role", session.role(), "ip", client.ip()))
                .onErrorComplete(SessionAudit::isOrgGone);
    }

    private Mono<Void> record(StoredSession session, String action, Map<String, Object> detail) {
        String bot = session.bot() == null ? null : session.bot().toString();
        return journal.append(session.org(), lane -> {
                    Audit.record(lane, lane.nextPosition(), bot, action, "session", session.ref(), detail);
                    return Mono.just(true);
                })
                .then();
    }

    private static boolean isOrgGone(Throwable error) {
        return error instanceof HubException refusal && refusal.error().code() == ErrorCode.NOT_FOUND;
    }
}
