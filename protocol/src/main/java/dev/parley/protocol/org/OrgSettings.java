package dev.parley.protocol.org;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation's administrators decide for it.
 *
 * @param orgId null, and then absent, only in what a super admin is shown: it belongs to no organisation
 * @param messagesPerMinutePerBot at least 1
 * @param threadsPerHourPerBot at least 1
 * @param fileUploadMbPerDayPerBot in MiB, at least 1
 * @param messageTtlDays null to keep messages for ever
 * @param threadAutoCloseDays null to leave idle threads open
 * @param artifactRetentionDays null to keep artifacts for ever
 * @param defaultThreadPermissionPolicy holds in threads without a policy of their own; a JSON object or null
 * @param updatedAt ms; 0 until the first change, and not moved by a change of {@code joinApprovalRequired} alone
 * @param joinApprovalRequired whether a bot that comes with a ticket waits for approval
 */
public record OrgSettings(
        @JsonInclude(JsonInclude.Include.NON_NULL) OrgId orgId,
        long messagesPerMinutePerBot,
        long threadsPerHourPerBot,
        long fileUploadMbPerDayPerBot,
        @Nullable Long messageTtlDays,
        @Nullable Long threadAutoCloseDays,
        @Nullable Long artifactRetentionDays,
        @Nullable RawJson defaultThreadPermissionPolicy,
        long updatedAt,
        boolean joinApprovalRequired) {

    /** What holds in an organisation that never changed anything. */
    public static OrgSettings defaults(OrgId org) {
        return new OrgSettings(org, 120, 30, 100, null, null, null, null, 0, false);
    }
}
