package dev.parley.server.session;

import dev.parley.persistence.session.StoredSession;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.Detached;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.SessionAudit;
import dev.parley.server.auth.Sessions;
import dev.parley.server.org.OrgContext;
import java.util.List;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** Shows who is logged in to an organisation, and logs them out. */
public final class SessionService {

    private static final Pattern REF = Pattern.compile("[a-f0-9]{16}");

    private final Sessions sessions;
    private final SessionAudit audit;

    public SessionService(Sessions sessions, SessionAudit audit) {
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * The live sessions of the caller's organisation and its bots, newest first, one more than {@code limit} if there are.
     * Fails with {@code ORG_CONTEXT_REQUIRED}.
     */
    Mono<List<StoredSession>> list(Caller caller, int offset, int limit) {
        return sessions.list(OrgContext.require(caller), offset, limit + 1);
    }

    /**
     * Ends a session of the caller's organisation or its bots: it is refused from now on and its sockets close. Fails with
     * {@code ORG_CONTEXT_REQUIRED}, {@code INVALID_REF}, {@code NOT_FOUND} or {@code SELF_LOGOUT}, in this order.
     */
    Mono<Void> end(Caller caller, String ref) {
        OrgId org = OrgContext.require(caller);
        if (!REF.matcher(ref).matches()) {
            throw HubException.of(ErrorCode.INVALID_REF, "A session's ref has 16 digits of 0-9 and a-f");
        }
        return Detached.of(sessions.findByRef(org, ref)
                .doOnNext(session -> requireOther(caller, session))
                .filterWhen(sessions::end)
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Session")))
                .flatMap(ended -> audit.forcedOut(ended, caller)));
    }

    private static void requireOther(Caller caller, StoredSession session) {
        boolean own = caller.session()
                .filter(info -> info.ref().equals(session.ref()))
                .isPresent();
        if (own) {
            throw HubException.of(ErrorCode.SELF_LOGOUT, "This is your own session: end it with POST /api/auth/logout");
        }
    }
}
