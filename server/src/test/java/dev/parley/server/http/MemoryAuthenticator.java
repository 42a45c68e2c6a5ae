package dev.parley.server.http;

import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.server.auth.Authenticator;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.Credentials;
import dev.parley.server.auth.Session;
import dev.parley.server.auth.SessionInfo;
import dev.parley.server.auth.SessionRole;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Tokens and sessions in memory; answers from another thread, as a database does. */
final class MemoryAuthenticator implements Authenticator {

    static final OrgId ORG = OrgId.next();

    final List<String> sessionLookups = new CopyOnWriteArrayList<>();
    volatile boolean superAdminIsOpen;
    private final Map<String, Caller> tokens = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    /** Makes a token of a bot with these scopes known. */
    MemoryAuthenticator bot(String token, AuthRole role, Scope... scopes) {
        tokens.put(token, bot(token, role, EnumSet.copyOf(Arrays.asList(scopes)), Optional.empty()));
        return this;
    }

    /** Makes a session cookie known. */
    MemoryAuthenticator session(String cookie, SessionRole role) {
        SessionInfo info = new SessionInfo(cookie, "00112233445566ff", Optional.empty(), Instant.EPOCH);
        sessions.put(cookie, new Session(info, role, Optional.of(ORG), Optional.empty(), Set.of()));
        return this;
    }

    @Override
    public Mono<Session> session(String cookie) {
        return Mono.fromSupplier(() -> {
                    sessionLookups.add(cookie);
                    return sessions.get(cookie);
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Mono<Caller> authenticate(Credentials credentials) {
        return Mono.fromCallable(() -> identify(credentials)).subscribeOn(Schedulers.boundedElastic());
    }

    private Caller identify(Credentials credentials) {
        if (credentials.session().isPresent()) {
            return caller(credentials.session().get());
        }
        Caller known = tokens.get(credentials.bearer().orElseThrow());
        if (known == null) {
            throw HubException.of(ErrorCode.INVALID_TOKEN, "Unknown token");
        }
        return known;
    }

    private static Caller caller(Session session) {
        Optional<SessionInfo> info = Optional.of(session.info());
        return switch (session.role()) {
            case BOT_OWNER -> bot("owned", AuthRole.MEMBER, EnumSet.of(Scope.FULL), info);
            case ORG_ADMIN -> new Caller.OrgAdmin(ORG, info);
            case SUPER_ADMIN -> new Caller.SuperAdmin(info);
        };
    }

    private static Caller bot(String name, AuthRole role, Set<Scope> scopes, Optional<SessionInfo> session) {
        return new Caller.Bot(ORG, BotId.next(), name, role, scopes, session, Optional.empty());
    }

    @Override
    public boolean superAdminIsOpen() {
        return superAdminIsOpen;
    }
}
