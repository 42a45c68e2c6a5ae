package dev.parley.protocol.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a bot and the hub both know, by which the bot's receiver recognises the hub's requests. It prints as {@code ***}.
 *
 * @param text as the bot gave or got it, never empty
 */
public record WebhookSecret(String text) {

    private static final String HMAC = "HmacSHA256";

    /** What secrets of Standard Webhooks begin with; base64 of the key's bytes follows. */
    private static final String ENCODED = "whsec_";

    /** Refuses an empty text. */
    public WebhookSecret {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("A webhook secret must not be empty");
        }
    }

    /**
     * The value of {@code X-Hub-Signature-256}: {@code sha256=} and the hexadecimal HMAC of {@code <timestamp>.<body>}.
     *
     * @param millis the value of {@code X-Hub-Timestamp}
     */
    public String hubSignature(long millis, byte[] body) {
        byte[] mac = hmac(text.getBytes(StandardCharsets.UTF_8), millis + ".", body);
        return "sha256=" + HexFormat.of().formatHex(mac);
    }

    /**
     * One signature in {@code webhook-signature}, by Standard Webhooks: {@code v1,} and the base64 HMAC of {@code
     * <id>.<timestamp>.<body>}.
     *
     * @param id the value of {@code webhook-id}
     * @param seconds the value of {@code webhook-timestamp}
     */
    public String standardSignature(String id, long seconds, byte[] body) {
        byte[] mac = hmac(standardKey(), id + "." + seconds + ".", body);
        return "v1," + Base64.getEncoder().encodeToString(mac);
    }

    /** Whether a header brings the secret to its receiver as it is: printable ASCII. */
    boolean fitsHeader() {
        return text.chars().allMatch(character -> ' ' <= character && character <= '~') && text.equals(text.strip());
    }

    /** The bytes that follow the prefix; those of the text itself when it has none, or no bytes behind it. */
    private byte[] standardKey() {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        if (!text.startsWith(ENCODED) || text.equals(ENCODED)) {
            return plain;
        }
        try {
            return Base64.getDecoder().decode(text.substring(ENCODED.length()));
        } catch (IllegalArgumentException notEncoded) {
            return plain;
        }
    }

    private static byte[] hmac(byte[] key, String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
