package dev.parley.persistence.idempotency;

import dev.parley.protocol.OrgId;
import java.util.UUID;

/**
 * The answer to a request that came with an idempotency key.
 *
 * @param id of the key, within the organisation
 * @param fingerprint of the request, 64 hexadecimal digits
 * @param answer as JSON
 * @param createdAt ms
 */
public record KeyedAnswer(UUID id, String fingerprint, String answer, long createdAt) {

    /** Its row for {@link IdempotencyRepository#INTO}. */
    public Object[] row(OrgId org) {
        return new Object[] {org.value(), id, fingerprint, answer, createdAt};
    }
}
