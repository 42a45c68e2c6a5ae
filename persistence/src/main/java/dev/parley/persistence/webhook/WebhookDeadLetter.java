package dev.parley.persistence.webhook;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;

/**
 * An event that was not delivered to a webhook, and will not be tried again.
 *
 * @param position of the entry
 * @param type of the event
 * @param attempts made
 * @param status of the last answer, null when there was none
 * @param error why the last one failed, at most {@value WebhookAttempt#MAX_ERROR} characters
 * @param diedAt ms
 */
public record WebhookDeadLetter(long position, String type, int attempts, Integer status, String error, long diedAt) {

    public WebhookDeadLetter {
        error = WebhookAttempt.shortened(error);
    }

    /** Its row for {@link WebhookLogRepository#DEAD_LETTERS}. */
    public Object[] row(OrgId org, BotId bot) {
        return new Object[] {org.value(), bot.value(), position, type, attempts, status, error, diedAt};
    }
}
