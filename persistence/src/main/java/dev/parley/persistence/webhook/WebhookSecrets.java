package dev.parley.persistence.webhook;

import java.util.ArrayList;
import java.util.List;

/**
 * What signs that which is posted to a webhook.
 *
 * @param current null when nothing is signed
 * @param previous signs beside it until {@code previousUntil}, or null
 * @param previousUntil ms, null without {@code previous}
 */
public record WebhookSecrets(String current, String previous, Long previousUntil) {

    /** Nothing is signed. */
    public static final WebhookSecrets NONE = new WebhookSecrets(null, null, null);

    /** Only that one, or none for null. */
    public static WebhookSecrets only(String secret) {
        return new WebhookSecrets(secret, null, null);
    }

    /** Those that sign at that time, the current one first. */
    public List<String> at(long nowMillis) {
        List<String> live = new ArrayList<>(2);
        if (current != null) {
            live.add(current);
        }
        if (previous != null && nowMillis < previousUntil) {
            live.add(previous);
        }
        return live;
    }

    /** Takes {@code secret} for the current one; the one before goes on signing until that time (ms). */
    public WebhookSecrets rotate(String secret, long previousUntil) {
        return current == null ? only(secret) : new WebhookSecrets(secret, current, previousUntil);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return current == null ? "no secret" : "secret";
    }
}
