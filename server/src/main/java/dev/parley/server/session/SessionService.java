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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows who is logged in to an organisation, and logs them out. */
public final class SessionService {

    private static final Pattern REF = Pattern.compile("[a-f0-9]{16}");

    /** Sessions that are looked at together; more than one, so that among them is one of somebody else. */
    private static final int BATCH = 100;

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
                .filterWhen(session -> end(caller, session))
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Session")))
                .then());
    }

    /**
     * Ends every session of the caller's organisation and its bots but the caller's own, and emits how many. Fails with
     * {@code ORG_CONTEXT_REQUIRED}.
     */
    Mono<Integer> endOthers(Caller caller) {
        OrgId org = OrgContext.require(caller);
        return Detached.of(Mono.defer(() -> others(caller, org))
                .flatMap(others -> endAll(caller, others))
                .repeat()
                .takeUntil(ended -> ended == 0)
                .reduce(0, Integer::sum));
    }

    private Mono<List<StoredSession>> others(Caller caller, OrgId org) {
        return sessions.list(org, 0, BATCH).map(live -> live.stream()
                .filter(session -> !caller.hasSession(session.ref()))
                .toList());
    }

    private Mono<Integer> endAll(Caller caller, List<StoredSession> some) {
        return Flux.fromIterable(some)
                .filterWhen(session -> end(caller, session), 1)
                .count()
                .map(Long::intValue);
    }

    /** False when it had ended already. */
    private Mono<Boolean> end(Caller caller, StoredSession session) {
        return sessions.end(session).delayUntil(ended -> ended ? audit.forcedOut(session, caller) : Mono.empty());
    }

    private static void requireOther(Caller caller, StoredSession session) {
        if (caller.hasSession(session.ref())) {
            throw HubException.of(ErrorCode.SELF_LOGOUT, "This is your own session: end it with POST /api/auth/logout");
        }
    }
}
