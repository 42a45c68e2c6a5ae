package dev.parley.persistence.org;

import java.util.List;
import java.util.UUID;

/**
 * A table whose rows belong to organisations.
 *
 * @param key a column that an index has right after {@code org_id}: it cuts an organisation's rows into slices
 */
record OrgTable(String name, String key, Class<?> keyType) {

    private static final List<OrgTable> ALL = List.of(
            byId("tokens", "bot_id"),
            byId("tickets", "id"),
            new OrgTable("sessions", "created_at", Long.class),
            new OrgTable("journal", "position", Long.class),
            byId("idempotency_keys", "id"),
            byId("messages", "id"),
            new OrgTable("search_cursors", "kind", String.class),
            new OrgTable("search_chunks", "kind", String.class),
            new OrgTable("search_blocks", "bucket", Integer.class),
            byId("artifacts", "thread_id"),
            byId("join_requests", "thread_id"),
            byId("members", "topic_id"),
            byId("files", "id"),
            byId("file_chunks", "content_id"),
            byId("file_contents_begun", "content_id"),
            byId("threads", "id"),
            byId("channels", "id"),
            byId("audit_log", "id"),
            new OrgTable("audit_messages", "target_id", String.class),
            new OrgTable("bot_name_tombstones", "name", String.class),
            byId("webhook_attempts", "bot_id"),
            byId("webhook_dead_letters", "bot_id"),
            byId("webhooks", "bot_id"),
            byId("bot_cursors", "bot_id"),
            byId("online_bots", "bot_id"),
            byId("bots", "id"),
            byId("org_settings", "org_id"),
            byId("org_positions", "org_id"));

    private static OrgTable byId(String name, String key) {
        return new OrgTable(name, key, UUID.class);
    }

    static List<OrgTable> all() {
        return ALL;
    }

    /** Finds the {@code slice_end} that {@code $2} rows come before. */
    String findEnd() {
        return "SELECT %s AS slice_end FROM %s WHERE org_id = $1 ORDER BY %s LIMIT 1 OFFSET $2"
                .formatted(key, name, key.equals("org_id") ? key : "org_id, " + key);
    }

    /** Deletes what is not after {@code $2}. */
    String deleteTo() {
        return "DELETE FROM %s WHERE org_id = $1 AND %s <= $2".formatted(name, key);
    }

    String deleteRest() {
        return "DELETE FROM %s WHERE org_id = $1".formatted(name);
    }
}
