package dev.parley.server.auth;

import reactor.core.publisher.Mono;

/** Authenticates whoever was authenticated before and of whose credentials only the hash was kept. */
public interface Readmission {

    /** As {@link Authenticator#authenticate} with the token that has this hash. */
    Mono<Caller> byTokenHash(String hash);

    /** As {@link Authenticator#authenticate} with the session whose cookie has this hash. */
    Mono<Caller> bySessionHash(String hash);
}
