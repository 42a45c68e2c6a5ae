package dev.parley.persistence.session;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import java.util.List;
import java.util.UUID;

/**
 * A person's login as it is kept.
 *
 * @param idHash SHA-256 of the secret in the cookie, in lower-case hex
 * @param ref 16 hex digits that stand for the session wherever one is shown
 * @param role wire name of the role the person logged in as
 * @param org null for a super admin
 * @param bot null unless a bot's owner logged in
 * @param ownerName the person's name as given at the login, or null
 * @param scopes what the token used at the login allows; null unless a bot's owner logged in
 * @param token the scoped token used at the login; null for a bot's own token and for the other roles
 * @param notAfter ms; when that token expires and the session with it, or null
 * @param createdAt ms
 * @param expiresAt ms
 */
public record StoredSession(
        String idHash,
        String ref,
        String role,
        OrgId org,
        BotId bot,
        String ownerName,
        List<Scope> scopes,
        UUID token,
        Long notAfter,
        long createdAt,
        long expiresAt) {

    /** Names the identity whose sessions are limited together: a bot, an organisation's administrators, the operators. */
    public String owner() {
        if (bot != null) {
            return ownerOf(bot);
        }
        return org == null ? "super" : ownerOf(org);
    }

    /** The {@link #owner} of all sessions of a bot's owners. */
    public static String ownerOf(BotId bot) {
        return "bot:" + bot;
    }

    /** The {@link #owner} of all sessions of an organisation's administrators. */
    public static String ownerOf(OrgId org) {
        return "org:" + org;
    }

    public boolean isLive(long nowMillis) {
        return expiresAt > nowMillis;
    }

    /** The same session with another end, but never after {@link #notAfter}. */
    public StoredSession withExpiry(long otherExpiresAt) {
        long end = notAfter == null ? otherExpiresAt : Math.min(notAfter, otherExpiresAt);
        return new StoredSession(idHash, ref, role, org, bot, ownerName, scopes, token, notAfter, createdAt, end);
    }
}
