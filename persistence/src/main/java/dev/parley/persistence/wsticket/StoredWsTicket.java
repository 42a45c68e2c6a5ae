package dev.parley.persistence.wsticket;

/**
 * A ticket for one WebSocket connection as it is kept: neither it nor what it stands for can be read off it.
 *
 * @param hash SHA-256 of the ticket, in lower-case hex
 * @param credential what it was asked for with
 * @param credentialHash SHA-256 of the token or of the session's cookie, in lower-case hex
 * @param expiresAt ms
 */
public record StoredWsTicket(String hash, Credential credential, String credentialHash, long expiresAt) {

    /** What a ticket can stand for. */
    public enum Credential {
        /** A bot's own or scoped token. */
        TOKEN,
        /** A person's login. */
        SESSION
    }

    public boolean isLive(long nowMillis) {
        return expiresAt > nowMillis;
    }
}
