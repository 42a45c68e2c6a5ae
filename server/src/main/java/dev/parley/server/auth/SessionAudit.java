package dev.parley.server.auth;

import dev.parley.persistence.session.StoredSession;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.journal.Journal;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Writes logins and logouts, forced ones too, into the audit log of their organisation; a session is named by its ref. */
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

    /** By somebody of the session's organisation. */
    public Mono<Void> forcedOut(StoredSession session, Caller by) {
        String bot = by instanceof Caller.Bot acting ? acting.bot().toString() : null;
        String revokedBy = bot == null ? SessionRole.ORG_ADMIN.wireName() : bot;
        return record(
                session,
                bot,
                "auth.session_force_logout",
                Audit.detail(
                        Via.REST,
                        "target_role",
                        session.role(),
                        "target_bot_id",
                        session.bot(),
                        "revoked_by",
                        revokedBy));
    }

    private Mono<Void> record(StoredSession session, String action, Map<String, Object> detail) {
        return record(session, session.bot() == null ? null : session.bot().toString(), action, detail);
    }

    private Mono<Void> record(StoredSession session, String bot, String action, Map<String, Object> detail) {
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
