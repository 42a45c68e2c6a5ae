package dev.parley.persistence.webhook;

import java.util.UUID;

/**
 * A webhook as those see it who deliver.
 *
 * @param leaseOwner the node that delivers, or did last; null when none does
 * @param leasedUntil until then no other node may deliver, ms; 0 without {@code leaseOwner}
 * @param active whether anything may be sent at all: the bot and its organisation are active
 * @param admin whether the bot is told what administrators are
 * @param epoch of the organisation's journal
 * @param end position of the last entry of the journal
 * @param purgedPosition up to here entries may have left the journal
 */
public record WebhookDelivery(
        Webhook webhook,
        UUID leaseOwner,
        long leasedUntil,
        String botName,
        boolean active,
        boolean admin,
        String epoch,
        long end,
        long purgedPosition) {

    /** Whether it is to be looked at although no news came. */
    public boolean isDue(long nowMillis) {
        return webhook.nextAttemptAt() <= nowMillis;
    }

    /** Whether another node may be delivering. */
    public boolean isTaken(UUID node, long nowMillis) {
        return leaseOwner != null && !leaseOwner.equals(node) && leasedUntil > nowMillis;
    }

    /** Whether this node delivers, for so long at least, and was not asked to look again. */
    public boolean isHeld(UUID node, long untilMillis) {
        return node.equals(leaseOwner) && leasedUntil >= untilMillis && webhook.nextAttemptAt() == leasedUntil;
    }
}
