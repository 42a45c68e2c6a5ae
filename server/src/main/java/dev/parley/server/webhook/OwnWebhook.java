package dev.parley.server.webhook;

import dev.parley.persistence.journal.JournalReach;
import dev.parley.persistence.webhook.Webhook;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bot's webhook as the bot is shown it.
 *
 * @param eventTypes null for all that webhooks get
 * @param hasSecret whether what is posted is signed
 * @param previousSecretUntil until when the secret before signs, too, ms
 * @param position what is up to here was delivered, was given up or is not for it
 * @param latest where the journal ends
 * @param pending whether the bot may read anything after {@code position}: the next thing to be delivered, or to be passed
 * @param attempts made for what comes next
 * @param nextAttemptAt of what failed before, ms; null when nothing has to wait
 * @param lastSuccess ms
 * @param lastFailure ms
 * @param createdAt ms
 * @param updatedAt when the bot last changed it, ms
 */
record OwnWebhook(
        String url,
        @Nullable List<String> eventTypes,
        boolean hasSecret,
        @Nullable Long previousSecretUntil,
        long position,
        long latest,
        boolean pending,
        int attempts,
        @Nullable Long nextAttemptAt,
        boolean healthy,
        @Nullable Long lastSuccess,
        @Nullable Long lastFailure,
        int consecutiveFailures,
        boolean degraded,
        long createdAt,
        long updatedAt) {

    /** Without what in its address may be a secret: all that comes after the host. */
    OwnWebhook forAdministrators() {
        URI address = URI.create(url);
        String shown = address.getScheme() + "://" + address.getRawAuthority().replaceFirst(".*@", "");
        return new OwnWebhook(
                shown,
                eventTypes,
                hasSecret,
                previousSecretUntil,
                position,
                latest,
                pending,
                attempts,
                nextAttemptAt,
                healthy,
                lastSuccess,
                lastFailure,
                consecutiveFailures,
                degraded,
                createdAt,
                updatedAt);
    }

    static OwnWebhook of(Webhook webhook, JournalReach reach, boolean pending, long nowMillis) {
        WebhookHealth health = WebhookHealth.of(webhook.status());
        Long previousUntil = webhook.secrets().previousUntil();
        return new OwnWebhook(
                webhook.url(),
                webhook.eventTypes(),
                webhook.secrets().current() != null,
                previousUntil == null || previousUntil <= nowMillis ? null : previousUntil,
                webhook.position(),
                Math.max(reach.position(), webhook.position()),
                pending,
                webhook.attempts(),
                webhook.attempts() == 0 || webhook.nextAttemptAt() <= nowMillis ? null : webhook.nextAttemptAt(),
                health.healthy(),
                health.lastSuccess(),
                health.lastFailure(),
                health.consecutiveFailures(),
                health.degraded(),
                webhook.createdAt(),
                webhook.updatedAt());
    }
}
