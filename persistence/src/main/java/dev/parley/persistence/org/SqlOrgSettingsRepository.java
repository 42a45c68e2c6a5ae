package dev.parley.persistence.org;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.org.OrgSettings;
import java.util.Collections;
import reactor.core.publisher.Mono;

/** Settings in the table {@code org_settings}; an organisation gets its row with its first change. */
public final class SqlOrgSettingsRepository implements OrgSettingsRepository {

    private static final Insert INTO = Insert.into(
            "org_settings",
            "org_id",
            "messages_per_minute_per_bot",
            "threads_per_hour_per_bot",
            "file_upload_mb_per_day_per_bot",
            "message_ttl_days",
            "thread_auto_close_days",
            "artifact_retention_days",
            "default_thread_permission_policy",
            "updated_at",
            "join_approval_required");

    private static final String GET = """
            SELECT org_id, messages_per_minute_per_bot, threads_per_hour_per_bot, file_upload_mb_per_day_per_bot,
                   message_ttl_days, thread_auto_close_days, artifact_retention_days,
                   default_thread_permission_policy, updated_at, join_approval_required
              FROM org_settings
             WHERE org_id = $1
            """;

    private static final String UPDATE = """
            UPDATE org_settings
               SET messages_per_minute_per_bot = $2, threads_per_hour_per_bot = $3,
                   file_upload_mb_per_day_per_bot = $4, message_ttl_days = $5, thread_auto_close_days = $6,
                   artifact_retention_days = $7, default_thread_permission_policy = $8, updated_at = $9,
                   join_approval_required = $10
             WHERE org_id = $1
            """;

    @Override
    public Mono<OrgSettings> get(Queries queries, OrgId org) {
        return queries.one(GET, SqlOrgSettingsRepository::toSettings, org.value())
                .defaultIfEmpty(OrgSettings.defaults(org));
    }

    @Override
    public Mono<Void> save(Queries queries, OrgSettings settings) {
        Object[] row = toRow(settings);
        return queries.execute(UPDATE, row)
                .filter(updated -> updated == 0)
                .flatMap(none -> queries.insert(INTO, Collections.singletonList(row)))
                .then();
    }

    private static Object[] toRow(OrgSettings settings) {
        RawJson policy = settings.defaultThreadPermissionPolicy();
        return new Object[] {
            settings.orgId().value(),
            settings.messagesPerMinutePerBot(),
            settings.threadsPerHourPerBot(),
            settings.fileUploadMbPerDayPerBot(),
            settings.messageTtlDays(),
            settings.threadAutoCloseDays(),
            settings.artifactRetentionDays(),
            policy == null ? null : policy.text(),
            settings.updatedAt(),
            settings.joinApprovalRequired()
        };
    }

    private static OrgSettings toSettings(Row row) {
        return new OrgSettings(
                new OrgId(row.uuid("org_id")),
                row.number("messages_per_minute_per_bot"),
                row.number("threads_per_hour_per_bot"),
                row.number("file_upload_mb_per_day_per_bot"),
                row.nullableLong("message_ttl_days"),
                row.nullableLong("thread_auto_close_days"),
                row.nullableLong("artifact_retention_days"),
                RawJson.ofNullable(row.string("default_thread_permission_policy")),
                row.number("updated_at"),
                row.flag("join_approval_required"));
    }
}
