package dev.parley.server.auth;

import reactor.core.publisher.Mono;

/** Finds out who makes a request, in the order and with the errors of {@code contract/identity.md} §3. */
public interface Authenticator {

    /**
     * The live session of a cookie, whose expiry slides by being asked for; empty when it is unknown or expired. Asked
     * at most once per request.
     */
    Mono<Session> session(String cookie);

    /**
     * The identity behind credentials that are not empty. A bot it answers is active in an active organisation.
     *
     * <p>Fails with {@code INVALID_TOKEN}, {@code TOKEN_EXPIRED}, {@code SESSION_INVALID}, {@code BOT_NOT_ACTIVE},
     * {@code ORG_MISMATCH}, {@code ORG_SUSPENDED} or {@code ORG_DESTROYED}.
     */
    Mono<Caller> authenticate(Credentials credentials);

    /** True while no admin secret is configured, which only development allows: everybody is then the super admin. */
    default boolean superAdminIsOpen() {
        return false;
    }
}
