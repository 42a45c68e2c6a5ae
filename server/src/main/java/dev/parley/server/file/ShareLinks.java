package dev.parley.server.file;

import dev.parley.config.Secret;
import dev.parley.protocol.FileId;
import dev.parley.protocol.OrgId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links that open one file for a day without credentials. A signature is bound to the file's organisation: a message that
 * names another one's file gets a link that opens nothing.
 */
public final class ShareLinks {

    static final Duration LIFETIME = Duration.ofHours(24);

    private static final String HMAC = "HmacSHA256";
    private static final int HASH_BYTES = 32;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,15}");

    private final byte[] key;
    private final Clock clock;

    private ShareLinks(byte[] key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** Links whose key follows from the admin secret; without one, they are good until the hub ends. */
    public static ShareLinks of(Optional<Secret> adminSecret, Clock clock) {
        byte[] material = adminSecret
                .map(secret -> secret.value().getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> SecureRandom.getSeed(HASH_BYTES));
        return new ShareLinks(hkdf(material), clock);
    }

    /** The query that opens the file: {@code exp} (s) and {@code sig}. */
    String query(OrgId org, FileId file) {
        String expiry = String.valueOf(clock.instant().plus(LIFETIME).getEpochSecond());
        return "exp=" + expiry + "&sig=" + signature(org, file, expiry);
    }

    /** Whether the link is not too old, as far as it says. */
    boolean isFresh(String expiry) {
        return SECONDS.matcher(expiry).matches()
                && Long.parseLong(expiry) > clock.instant().getEpochSecond();
    }

    /** Whether the signature is ours, in a time that does not tell how much of it is. */
    boolean isSigned(OrgId org, FileId file, String expiry, String signature) {
        return MessageDigest.isEqual(
                signature(org, file, expiry).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(OrgId org, FileId file, String expiry) {
        byte[] mac = hmac(key, (org + ":" + file + ":" + expiry).getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    /** HKDF with SHA-256 (RFC 5869), no salt, one block: a key for this purpose alone. */
    private static byte[] hkdf(byte[] material) {
        byte[] extracted = hmac(new byte[HASH_BYTES], material);
        return hmac(extracted, "parley share links\u0001".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256", e);
        }
    }
}
