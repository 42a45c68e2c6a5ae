package dev.parley.persistence.org;

import dev.parley.protocol.OrgId;
import dev.parley.protocol.org.OrgStatus;

/**
 * An organisation.
 *
 * @param persistMessages a flag clients are shown; nothing follows from it
 * @param createdAt ms
 */
public record Org(OrgId id, String name, boolean persistMessages, OrgStatus status, long createdAt) {

    public boolean isActive() {
        return status == OrgStatus.ACTIVE;
    }
}
