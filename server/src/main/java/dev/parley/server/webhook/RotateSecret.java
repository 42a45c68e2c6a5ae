package dev.parley.server.webhook;

import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Body;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * A new secret for a webhook.
 *
 * @param secret empty for one that the hub makes
 * @param keepPrevious for how long the one before signs, too
 */
record RotateSecret(Optional<String> secret, Duration keepPrevious) {

    static final Duration MAX_KEPT = Duration.ofDays(7);

    private static final Duration KEPT = Duration.ofDays(1);

    /** What the secrets of Standard Webhooks begin with. */
    private static final String PREFIX = "whsec_";

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static final Schema SCHEMA = Schema.object()
            .optional("secret", PutWebhook.SECRET.orNull().describe("Left out, the hub makes one."))
            .optional(
                    "keep_previous_seconds",
                    Schema.integer(0, MAX_KEPT.toSeconds())
                            .byDefault(KEPT.toSeconds())
                            .orNull()
                            .describe("For how long the secret before signs, too."));

    /** Fails with {@code VALIDATION_ERROR}: each field in its order. */
    static RotateSecret from(Body body) {
        Optional<String> secret = Optional.ofNullable(body.json("secret"))
                .filter(value -> !value.isNull())
                .map(PutWebhook::secret);
        long kept = body.optionalInteger("keep_previous_seconds", 0, MAX_KEPT.toSeconds())
                .orElse(KEPT.toSeconds());
        return new RotateSecret(secret, Duration.ofSeconds(kept));
    }

    /** The wanted secret, or a new one: {@code whsec_} and the base64 of 32 random bytes. */
    String secretOrNew() {
        return secret.orElseGet(() -> {
            byte[] random = new byte[BYTES];
            RANDOM.nextBytes(random);
            return PREFIX + Base64.getEncoder().encodeToString(random);
        });
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "a new secret, the one before kept for " + keepPrevious;
    }
}
