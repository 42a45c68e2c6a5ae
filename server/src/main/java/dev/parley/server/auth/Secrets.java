package dev.parley.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes secrets, and the hashes that are kept of them. A plain SHA-256 is enough: every secret hashed here is at least 128
 * bits of chance, which no dictionary has.
 */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HexFormat HEX = HexFormat.of();

    private Secrets() {}

    /** The token a bot authenticates with: {@code bot_} and 48 hex digits. */
    public static String botToken() {
        return "bot_" + hex(24);
    }

    /** A token a bot makes for itself: {@code scoped_} and 48 hex digits. */
    public static String scopedToken() {
        return "scoped_" + hex(24);
    }

    /** What an organisation's administrator logs in with: 48 hex digits. */
    public static String orgSecret() {
        return hex(24);
    }

    /** A registration ticket's code: {@code tkt_} and 16 hex digits. */
    public static String ticketCode() {
        return "tkt_" + hex(8);
    }

    /** What lets a stranger found an organisation: {@code hxa_} and 16 hex digits. */
    public static String inviteCode() {
        return "hxa_" + hex(8);
    }

    /** A session's cookie: 64 hex digits. */
    static String sessionId() {
        return hex(32);
    }

    /** A ticket for one WebSocket connection: 48 hex digits. */
    static String wsTicket() {
        return hex(24);
    }

    /** What is kept of a secret: its SHA-256 in lower-case hex. */
    public static String hash(String secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HEX.formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** Whether {@code secret} has this hash, in a time that does not tell how much of it was right. */
    public static boolean matches(String secret, String hash) {
        return MessageDigest.isEqual(
                hash(secret).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** 16 hex digits that stand for a session and tell nothing of its id, which is the key. */
    static String sessionRef(String sessionId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(sessionId.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HEX.formatHex(mac.doFinal("ref".getBytes(StandardCharsets.US_ASCII)), 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256", e);
        }
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HEX.formatHex(random);
    }
}
