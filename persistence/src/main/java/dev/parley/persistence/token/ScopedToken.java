package dev.parley.persistence.token;

import dev.parley.protocol.Scope;
import java.util.List;
import java.util.UUID;

/**
 * A token that a bot made for itself, as it is shown later: without its secret.
 *
 * @param id tokens made later have greater ones
 * @param hash of the secret: never shown
 * @param scopes as they were given
 * @param label what the bot calls it, or null
 * @param expiresAt ms, null for never
 * @param createdAt ms
 * @param lastUsedAt ms, null before the first use
 */
public record ScopedToken(
        UUID id, String hash, List<Scope> scopes, String label, Long expiresAt, long createdAt, Long lastUsedAt) {

    public boolean isExpired(long nowMillis) {
        return expiresAt != null && expiresAt < nowMillis;
    }

    /** The same token with another time of its last use. */
    public ScopedToken usedAt(Long otherLastUsedAt) {
        return new ScopedToken(id, hash, scopes, label, expiresAt, createdAt, otherLastUsedAt);
    }

    @Override
    public String toString() {
        return "scoped token " + id;
    }
}
