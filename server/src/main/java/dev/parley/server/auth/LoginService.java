package dev.parley.server.auth;

import dev.parley.config.Secret;
import dev.parley.persistence.Queries;
import dev.parley.persistence.org.Org;
import dev.parley.persistence.org.OrgCredential;
import dev.parley.persistence.org.OrgRepository;
import dev.parley.persistence.session.StoredSession;
import dev.parley.persistence.token.TokenHolder;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.org.OrgStatus;
import dev.parley.server.Detached;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Logs people in and out. */
public final class LoginService {

    private static final Logger LOG = LoggerFactory.getLogger(LoginService.class);

    private final Queries database;
    private final OrgRepository orgs;
    private final Identities identities;
    private final Sessions sessions;
    private final SessionAudit audit;
    private final Lockouts lockouts;
    private final Optional<Secret> adminSecret;
    private final Clock clock;

    public LoginService(
            Queries database,
            OrgRepository orgs,
            Identities identities,
            Sessions sessions,
            SessionAudit audit,
            Lockouts lockouts,
            Optional<Secret> adminSecret,
            Clock clock) {
        this.database = database;
        this.orgs = orgs;
        this.identities = identities;
        this.sessions = sessions;
        this.audit = audit;
        this.lockouts = lockouts;
        this.adminSecret = adminSecret;
        this.clock = clock;
    }

    /**
     * Begins a session. Fails with {@code RATE_LIMITED}, {@code INVALID_TOKEN}, {@code TOKEN_EXPIRED},
     * {@code INVALID_CREDENTIALS}, {@code BOT_NOT_ACTIVE}, {@code ORG_INACTIVE} or {@code SERVER_ERROR}.
     */
    Mono<NewSession> login(LoginRequest request, Client client) {
        return lockouts.guard(watches(request, client.ip()), identify(request))
                .flatMap(owner -> Detached.of(
                        sessions.open(owner).delayUntil(opened -> confirm(request, opened.session(), client))));
    }

    /**
     * Looks once more at what was right a moment ago: whoever replaced the secret meanwhile, and ended all sessions, did
     * not see this one. A session that may not be ends again, and the login with the reason there is now.
     */
    private Mono<Void> confirm(LoginRequest request, StoredSession session, Client client) {
        return identify(request)
                .then(Mono.defer(() -> record(session, client)))
                .onErrorResume(
                        error -> sessions.end(session).then(identify(request)).then(Mono.error(error)));
    }

    /** Ends the session with that {@link SessionInfo#hash} here and now. */
    Mono<Void> logout(String sessionHash, Client client) {
        return Detached.of(sessions.use(sessionHash).flatMap(session -> sessions.end(session)
                .filter(ended -> ended && session.org() != null)
                .flatMap(ended -> audit.loggedOut(session, client))));
    }

    private static List<Lockouts.Watch> watches(LoginRequest request, String ip) {
        return List.of(LoginLimits.of(request, ip), LoginLimits.ofAddress(ip));
    }

    private Mono<SessionOwner> identify(LoginRequest request) {
        if (request instanceof LoginRequest.AsBotOwner login) {
            return botOwner(login);
        }
        if (request instanceof LoginRequest.AsOrgAdmin login) {
            return orgAdmin(login);
        }
        return superAdmin((LoginRequest.AsSuperAdmin) request);
    }

    private Mono<SessionOwner> botOwner(LoginRequest.AsBotOwner login) {
        String hash = Secrets.hash(login.token());
        return identities
                .token(hash)
                .switchIfEmpty(Mono.error(HubAuthenticator::unknownToken))
                .map(holder -> {
                    HubAuthenticator.requireUsable(holder, clock.millis());
                    requireActive(holder.orgStatus());
                    return botOwner(hash, holder, login.ownerName());
                });
    }

    private static SessionOwner botOwner(String hash, TokenHolder holder, String ownerName) {
        TokenInfo token = new TokenInfo(holder.id(), hash, holder.expiresAt());
        return new SessionOwner(
                SessionRole.BOT_OWNER,
                holder.org(),
                holder.bot().id(),
                ownerName,
                holder.scopes(),
                holder.primary() ? Optional.empty() : Optional.of(token));
    }

    /** An unknown organisation and a wrong secret cannot be told apart. */
    private Mono<SessionOwner> orgAdmin(LoginRequest.AsOrgAdmin login) {
        return OrgId.parse(login.orgId())
                .map(org -> orgs.findCredential(database, org))
                .orElseGet(Mono::empty)
                .filter(credential -> Secrets.matches(login.orgSecret(), credential.secretHash()))
                .map(OrgCredential::org)
                .switchIfEmpty(Mono.error(() -> wrong("org_id or org_secret is wrong")))
                .map(this::orgAdmin);
    }

    private SessionOwner orgAdmin(Org org) {
        requireActive(org.status());
        return SessionOwner.orgAdmin(org.id());
    }

    private Mono<SessionOwner> superAdmin(LoginRequest.AsSuperAdmin login) {
        return Mono.fromSupplier(() -> {
            Secret secret = adminSecret.orElseThrow(() -> HubException.of(
                    ErrorCode.SERVER_ERROR, "The server has no admin secret: nobody can log in with it"));
            if (!secret.matches(login.adminSecret())) {
                throw wrong("admin_secret is wrong");
            }
            return SessionOwner.superAdmin();
        });
    }

    private Mono<Void> record(StoredSession session, Client client) {
        if (session.org() == null) {
            LOG.info("a super admin logged in from {}, session {}", client.ip(), session.ref());
            return Mono.empty();
        }
        return audit.loggedIn(session, client);
    }

    private static void requireActive(OrgStatus status) {
        if (status != OrgStatus.ACTIVE) {
            throw HubException.of(ErrorCode.ORG_INACTIVE, "The org is suspended; its operator can restore it");
        }
    }

    private static HubException wrong(String message) {
        return HubException.of(ErrorCode.INVALID_CREDENTIALS, message);
    }
}
