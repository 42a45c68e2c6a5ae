package dev.parley.persistence.webhook;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.UUID;

/**
 * One POST to a webhook, as its delivery log tells of it.
 *
 * @param id rises with time, see {@link dev.parley.protocol.Ids#next}
 * @param position of the entry, 0 for a test
 * @param type of the event
 * @param attempt 1 for the first one of an entry
 * @param status of the answer, null when there was none
 * @param error why it failed, at most {@value #MAX_ERROR} characters; null when it was delivered
 * @param at when it began, ms
 */
public record WebhookAttempt(
        UUID id, long position, String type, int attempt, Integer status, String error, long durationMillis, long at) {

    /** The longest {@code error}, here and in {@link WebhookDeadLetter}; longer ones are cut off. */
    public static final int MAX_ERROR = 256;

    public WebhookAttempt {
        error = shortened(error);
    }

    static String shortened(String error) {
        return error == null || error.length() <= MAX_ERROR ? error : error.substring(0, MAX_ERROR);
    }

    /** Its row for {@link WebhookLogRepository#ATTEMPTS}. */
    public Object[] row(OrgId org, BotId bot) {
        return new Object[] {org.value(), bot.value(), id, position, type, attempt, status, error, durationMillis, at};
    }
}
