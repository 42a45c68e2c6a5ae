package dev.parley.server.webhook;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a new secret.
 *
 * @param secret shown this once
 * @param previousSecretUntil until when the one before signs, too, ms; null when there is none
 */
record NewWebhookSecret(String secret, @Nullable Long previousSecretUntil) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "a secret, the one before until " + previousSecretUntil;
    }
}
