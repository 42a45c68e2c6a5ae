package dev.parley.protocol.audit;

import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of an organisation's audit log.
 *
 * @param id greater than those of the rows before
 * @param botId who acted: a bot's id, {@code org:<id>}, {@code org_admin}, or null
 * @param targetId what it was done to; an id, a name or a session's ref
 * @param detail a JSON object, or null
 * @param createdAt ms
 */
public record AuditEntry(
        UUID id,
        OrgId orgId,
        @Nullable String botId,
        String action,
        String targetType,
        String targetId,
        @Nullable RawJson detail,
        long createdAt) {}
