package dev.parley.persistence.invite;

import java.util.UUID;

/**
 * Lets whoever knows it found an organisation.
 *
 * @param id codes made later have greater ones
 * @param label what the operator noted, or null
 * @param maxUses how many organisations it is good for; 0 for any number
 * @param expiresAt ms; 0 for never
 * @param createdAt ms
 */
public record InviteCode(
        UUID id, String code, String label, long maxUses, long useCount, long expiresAt, long createdAt) {

    public boolean isExpired(long nowMillis) {
        return expiresAt != 0 && expiresAt <= nowMillis;
    }

    public boolean isExhausted() {
        return maxUses > 0 && useCount >= maxUses;
    }
}
