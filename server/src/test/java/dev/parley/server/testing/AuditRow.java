package dev.parley.server.testing;

import dev.parley.persistence.Database;
import dev.parley.protocol.OrgId;
import java.util.List;

/**
 * A row of the audit log.
 *
 * @param detail JSON, or null
 */
public record AuditRow(String bot, String action, String targetType, String targetId, String detail) {

    /** An organisation's rows with that action, oldest first. Blocks. */
    public static List<AuditRow> list(Database database, OrgId org, String action) {
        return database.list(
                        """
                        SELECT bot_id, action, target_type, target_id, detail
                          FROM audit_log
                         WHERE org_id = $1 AND action = $2
                         ORDER BY org_id, id
                         LIMIT 100
                        """,
                        row -> new AuditRow(
                                row.string("bot_id"),
                                row.string("action"),
                                row.string("target_type"),
                                row.string("target_id"),
                                row.string("detail")),
                        org.value(),
                        action)
                .block();
    }
}
