package dev.parley.server.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * The session a caller came with.
 *
 * @param hash of the secret in the cookie; finds it: never logged, never answered
 * @param ref 16 hex digits that stand for it wherever a session is shown
 * @param ownerName the person's name, given at a bot_owner login
 * @param expiresAt when it ends unless it is used
 */
public record SessionInfo(String hash, String ref, Optional<String> ownerName, Instant expiresAt) {

    @Override
    public String toString() {
        return "session " + ref;
    }
}
