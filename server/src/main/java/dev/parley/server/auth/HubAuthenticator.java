package dev.parley.server.auth;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.session.StoredSession;
import dev.parley.persistence.token.TokenHolder;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.protocol.org.OrgStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Finds out who makes a request from what this node knows and, failing that, from the store. */
public final class HubAuthenticator implements Authenticator, Readmission, Standing {

    private final Identities identities;
    private final Sessions sessions;
    private final LastSeen lastSeen;
    private final Clock clock;
    private final boolean superAdminIsOpen;

    /** @param superAdminIsOpen whether there is no admin secret, so that everybody is the super admin */
    public HubAuthenticator(
            Identities identities, Sessions sessions, LastSeen lastSeen, Clock clock, boolean superAdminIsOpen) {
        this.identities = identities;
        this.sessions = sessions;
        this.lastSeen = lastSeen;
        this.clock = clock;
        this.superAdminIsOpen = superAdminIsOpen;
    }

    @Override
    public boolean superAdminIsOpen() {
        return superAdminIsOpen;
    }

    @Override
    public Mono<Session> session(String cookie) {
        return sessions.find(cookie).map(HubAuthenticator::toSession);
    }

    private static Session toSession(StoredSession stored) {
        SessionInfo info = new SessionInfo(
                stored.idHash(),
                stored.ref(),
                Optional.ofNullable(stored.ownerName()),
                Instant.ofEpochMilli(stored.expiresAt()));
        return new Session(
                info,
                SessionRole.ofWireName(stored.role()),
                Optional.ofNullable(stored.org()),
                Optional.ofNullable(stored.bot()),
                stored.scopes() == null ? Set.of() : set(stored.scopes()));
    }

    @Override
    public Mono<Caller> authenticate(Credentials credentials) {
        return credentials.session().isPresent()
                ? bySession(credentials.session().get())
                : byToken(Secrets.hash(credentials.bearer().orElseThrow()), credentials.orgId());
    }

    @Override
    public Mono<Caller> byTokenHash(String hash) {
        return byToken(hash, Optional.empty());
    }

    @Override
    public Mono<Caller> bySessionHash(String hash) {
        return sessions.use(hash)
                .switchIfEmpty(Mono.error(HubAuthenticator::sessionGone))
                .flatMap(stored -> bySession(toSession(stored)));
    }

    @Override
    public Mono<Caller> again(Caller caller) {
        return caller instanceof Caller.Bot bot && bot.token().isPresent()
                ? identities
                        .token(bot.token().get().hash())
                        .switchIfEmpty(Mono.error(HubAuthenticator::unknownToken))
                        .map(holder -> admit(bot.token().get().hash(), holder, Optional.empty()))
                : again(caller.session().orElseThrow());
    }

    /** People's sessions are few, and are looked up one by one. */
    @Override
    public Mono<Void> lookUp(Collection<Caller> callers) {
        List<String> hashes = callers.stream()
                .filter(Caller.Bot.class::isInstance)
                .map(Caller.Bot.class::cast)
                .flatMap(bot -> bot.token().stream())
                .map(TokenInfo::hash)
                .distinct()
                .toList();
        return hashes.isEmpty() ? Mono.empty() : identities.reload(hashes);
    }

    private Mono<Caller> again(SessionInfo session) {
        return sessions.peek(session.hash())
                .switchIfEmpty(Mono.error(HubAuthenticator::sessionGone))
                .flatMap(stored -> bySession(toSession(stored)));
    }

    private Mono<Caller> byToken(String hash, Optional<String> orgId) {
        return identities
                .token(hash)
                .switchIfEmpty(Mono.error(HubAuthenticator::unknownToken))
                .map(holder -> {
                    Caller admitted = admit(hash, holder, orgId);
                    noteUse(hash, holder);
                    return admitted;
                });
    }

    private Caller admit(String hash, TokenHolder holder, Optional<String> orgId) {
        OrgId org = holder.org();
        requireUsable(holder, clock.millis());
        if (orgId.isPresent() && !orgId.get().equals(org.toString())) {
            throw HubException.of(ErrorCode.ORG_MISMATCH, "X-Org-Id names another org than the one of this token");
        }
        requireActive(holder.orgStatus());
        TokenInfo token = new TokenInfo(holder.id(), hash, holder.expiresAt());
        return caller(org, holder.bot(), set(holder.scopes()), Optional.empty(), Optional.of(token));
    }

    private void noteUse(String hash, TokenHolder holder) {
        long now = clock.millis();
        lastSeen.touch(holder.org(), holder.bot().id(), now);
        if (!holder.primary()) {
            lastSeen.used(holder.org(), hash, now);
        }
    }

    private Mono<Caller> bySession(Session session) {
        return switch (session.role()) {
            case SUPER_ADMIN -> Mono.just(new Caller.SuperAdmin(Optional.of(session.info())));
            case ORG_ADMIN -> requireOrg(session).map(org -> new Caller.OrgAdmin(org, Optional.of(session.info())));
            case BOT_OWNER -> requireOrg(session).flatMap(org -> asBot(session, org));
        };
    }

    private Mono<OrgId> requireOrg(Session session) {
        return identities
                .org(session.org().orElseThrow())
                .switchIfEmpty(Mono.error(HubAuthenticator::orgGone))
                .map(org -> {
                    requireActive(org.status());
                    return org.id();
                });
    }

    private Mono<Caller> asBot(Session session, OrgId org) {
        return identities
                .bot(org, session.bot().orElseThrow())
                .switchIfEmpty(Mono.error(HubAuthenticator::botGone))
                .map(bot -> {
                    requireActive(bot);
                    return caller(org, bot, session.scopes(), Optional.of(session.info()), Optional.empty());
                });
    }

    private static Set<Scope> set(List<Scope> scopes) {
        return Collections.unmodifiableSet(EnumSet.copyOf(scopes));
    }

    private static Caller caller(
            OrgId org, BotSummary bot, Set<Scope> scopes, Optional<SessionInfo> session, Optional<TokenInfo> token) {
        return new Caller.Bot(org, bot.id(), bot.name(), bot.authRole(), scopes, session, token);
    }

    private static void requireActive(OrgStatus status) {
        if (status != OrgStatus.ACTIVE) {
            throw HubException.of(ErrorCode.ORG_SUSPENDED, "The org is suspended; its operator can restore it");
        }
    }

    /** Refuses with {@code TOKEN_EXPIRED}, then {@code BOT_NOT_ACTIVE}. */
    static void requireUsable(TokenHolder holder, long nowMillis) {
        if (holder.isExpired(nowMillis)) {
            throw HubException.of(ErrorCode.TOKEN_EXPIRED, "The token has expired: create another one");
        }
        requireActive(holder.bot());
    }

    /** Refuses with {@code BOT_NOT_ACTIVE}, in the form the contract gives that answer alone. */
    private static void requireActive(BotSummary bot) {
        if (bot.isActive()) {
            return;
        }
        String message = bot.joinStatus() == JoinStatus.PENDING
                ? "The bot waits for an admin of the org to approve it"
                : "An admin of the org has rejected the bot";
        throw HubError.of(ErrorCode.BOT_NOT_ACTIVE, "bot_not_active")
                .with("join_status", bot.joinStatus().wireName())
                .with("message", message)
                .asException();
    }

    static HubException unknownToken() {
        return HubException.of(ErrorCode.INVALID_TOKEN, "The token is not known: it was revoked or its bot is gone");
    }

    static HubException sessionGone() {
        return HubException.of(ErrorCode.SESSION_INVALID, "The session has ended: log in anew");
    }

    private static HubException botGone() {
        return HubException.of(ErrorCode.SESSION_INVALID, "The bot of this session is gone: log in anew");
    }

    private static HubException orgGone() {
        return HubException.of(ErrorCode.ORG_DESTROYED, "The org of this session is gone");
    }
}
