package dev.parley.persistence.webhook;

/**
 * The webhooks of an organisation.
 *
 * @param failing those whose last event was given up
 * @param degraded those that so often failed in a row that they are left alone
 */
public record WebhookCounts(long webhooks, long failing, long degraded) {}
