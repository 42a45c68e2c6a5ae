package dev.parley.persistence.webhook;

/**
 * How the deliveries to a bot's webhook went.
 *
 * @param lastSuccessAt ms, null when there was none
 * @param lastFailureAt ms, null when there was none
 * @param consecutiveFailures events that were given up since the last success
 */
public record WebhookStatus(Long lastSuccessAt, Long lastFailureAt, int consecutiveFailures) {

    /** Of a webhook that was never used, or of a bot without one. */
    public static final WebhookStatus UNUSED = new WebhookStatus(null, null, 0);
}
