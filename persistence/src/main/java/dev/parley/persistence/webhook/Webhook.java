package dev.parley.persistence.webhook;

import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import java.util.List;
import java.util.UUID;

/**
 * Where a bot's events are posted, and how far that has come.
 *
 * @param id new whenever delivery starts anew: what was under way for another one must not be counted
 * @param eventTypes those that are posted, null for all that webhooks get
 * @param position what is up to here was delivered, was given up or is not for it
 * @param attempts made for what comes next
 * @param nextAttemptAt ms; 0 for at once
 * @param createdAt ms
 * @param updatedAt when its owner last changed it, ms
 */
public record Webhook(
        OrgId org,
        BotId bot,
        UUID id,
        String url,
        WebhookSecrets secrets,
        List<String> eventTypes,
        long position,
        int attempts,
        long nextAttemptAt,
        WebhookStatus status,
        long createdAt,
        long updatedAt) {

    /** One that has not been used yet, and gets what comes after {@code position}. */
    public static Webhook begin(
            OrgId org, BotId bot, String url, String secret, List<String> eventTypes, long position, long nowMillis) {
        return new Webhook(
                org,
                bot,
                Ids.next(),
                url,
                WebhookSecrets.only(secret),
                eventTypes,
                position,
                0,
                0,
                WebhookStatus.UNUSED,
                nowMillis,
                nowMillis);
    }

    /** The same one as its owner changed it at that time (ms). */
    public Webhook with(String newUrl, WebhookSecrets newSecrets, List<String> newEventTypes, long nowMillis) {
        return new Webhook(
                org,
                bot,
                id,
                newUrl,
                newSecrets,
                newEventTypes,
                position,
                attempts,
                nextAttemptAt,
                status,
                createdAt,
                nowMillis);
    }

    /** The same one under a new id, from {@code position} on, with nothing tried yet. */
    public Webhook anew(long position) {
        WebhookStatus fine = new WebhookStatus(status.lastSuccessAt(), status.lastFailureAt(), 0);
        return new Webhook(org, bot, Ids.next(), url, secrets, eventTypes, position, 0, 0, fine, createdAt, updatedAt);
    }

    /** Its row for {@link WebhookRepository#INTO}. */
    public Object[] row() {
        return new Object[] {
            org.value(),
            bot.value(),
            id,
            url,
            secrets.current(),
            secrets.previous(),
            secrets.previousUntil(),
            typesText(),
            position,
            attempts,
            nextAttemptAt,
            status.consecutiveFailures(),
            status.lastSuccessAt(),
            status.lastFailureAt(),
            0L,
            createdAt,
            updatedAt
        };
    }

    /** How {@code eventTypes} are stored. */
    String typesText() {
        return eventTypes == null ? null : Json.write(eventTypes);
    }

    /** Without the address, which may hold a secret, too. */
    @Override
    public String toString() {
        return "webhook " + id + " of " + bot;
    }
}
