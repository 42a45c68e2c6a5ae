package dev.parley.persistence.ticket;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.UUID;

/**
 * Lets a bot register in an organisation without the organisation's secret.
 *
 * @param id tickets made later have greater ones
 * @param reusable whether it may be used more than once
 * @param skipApproval whether who comes with it need not wait for approval
 * @param createdBy null when a person made it
 * @param expiresAt ms; 0 for never
 * @param createdAt ms
 */
public record Ticket(
        OrgId org,
        UUID id,
        String code,
        boolean reusable,
        boolean skipApproval,
        boolean consumed,
        BotId createdBy,
        long expiresAt,
        long createdAt) {

    public boolean isExpired(long nowMillis) {
        return expiresAt != 0 && expiresAt <= nowMillis;
    }

    /** Its row for {@link TicketRepository#INTO}. */
    public Object[] row() {
        return new Object[] {
            org.value(),
            id,
            code,
            reusable,
            skipApproval,
            consumed,
            createdBy == null ? null : createdBy.value(),
            expiresAt,
            createdAt
        };
    }
}
