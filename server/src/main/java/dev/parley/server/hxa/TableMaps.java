package dev.parley.server.hxa;

import java.util.List;

/** The tables whose rows have one of ours each. The names of columns are those of the wire, where no others are known. */
final class TableMaps {

    private static final long DAYS_90 = 90L * 24 * 60 * 60 * 1_000;

    static final TableMap BOTS = TableMap.of("bots", "bots")
            .id("org_id")
            .id("id")
            .must("name")
            .text("auth_role", "member")
            .text("join_status", "active")
            .number("join_status_changed_at", null)
            .text("join_status_reason", null)
            .number("last_seen_at", null)
            .number("created_at", 0L)
            .json("metadata")
            .text("bio", null)
            .text("role", null)
            .text("function_text", null, "function", "func", "function_text")
            .text("team", null)
            .json("tags")
            .json("languages")
            .json("protocols")
            .text("status_text", null)
            .text("timezone", null)
            .text("active_hours", null)
            .text("version", null)
            .text("runtime", null);

    static final TableMap TOMBSTONES = TableMap.of("deleted_bot_names", "bot_name_tombstones")
            .id("org_id")
            .must("name")
            .number("deleted_at", 0L, "deleted_at", "created_at");

    static final TableMap SETTINGS = TableMap.of("org_settings", "org_settings")
            .id("org_id")
            .number("messages_per_minute_per_bot", 120L)
            .number("threads_per_hour_per_bot", 30L)
            .number("file_upload_mb_per_day_per_bot", 100L)
            .number("message_ttl_days", null)
            .number("thread_auto_close_days", null)
            .number("artifact_retention_days", null)
            .json("default_thread_permission_policy")
            .flag("join_approval_required")
            .number("updated_at", 0L);

    static final TableMap TICKETS = TableMap.of("org_tickets", "tickets")
            .id("org_id")
            .id("id")
            .must("code", "code", "ticket")
            .flag("reusable")
            .flag("skip_approval")
            .flag("consumed")
            .reference("created_by")
            .number("expires_at", 0L)
            .number("created_at", 0L);

    static final TableMap JOIN_REQUESTS = TableMap.of("thread_join_requests", "join_requests")
            .id("thread_id")
            .id("id")
            .id("bot_id")
            .text("status", "pending")
            .number("requested_at", 0L, "requested_at", "created_at")
            .number("resolved_at", null)
            .reference("resolved_by");

    static final TableMap ARTIFACTS = TableMap.of("artifacts", "artifacts")
            .id("thread_id")
            .must("artifact_key", "artifact_key", "key")
            .integer("version", 1)
            .id("id")
            .text("type", "text")
            .text("title", null)
            .text("content", null)
            .text("language", null)
            .text("url", null)
            .text("mime_type", null)
            .reference("contributor_id")
            .flag("format_warning")
            .number("created_at", 0L);

    static final TableMap INVITE_CODES = TableMap.of("platform_invite_codes", "invite_codes")
            .id("id")
            .must("code", "code", "code_plain", "plaintext")
            .text("label", null)
            .number("max_uses", 0L)
            .number("use_count", 0L)
            .number("expires_at", 0L)
            .number("created_at", 0L);

    /** Those that make no sense alone; checked before anything is read. */
    static final List<TableMap> CHECKED = List.of(BOTS, TOMBSTONES, SETTINGS, TICKETS, JOIN_REQUESTS, ARTIFACTS);

    /** How long audit rows are kept. */
    static long auditSince(long nowMillis) {
        return nowMillis - DAYS_90;
    }

    private TableMaps() {}
}
