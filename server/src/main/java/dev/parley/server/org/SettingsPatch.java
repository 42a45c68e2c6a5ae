package dev.parley.server.org;

import dev.parley.protocol.HubException;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.org.OrgSettings;
import dev.parley.protocol.schema.Schema;
import dev.parley.protocol.thread.PermissionPolicy;
import dev.parley.server.http.Body;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Some settings to be changed.
 *
 * @param changes new values by wire name, in the order of the contract: {@code Long}, {@link RawJson}, {@code Boolean} or
 *     null
 */
record SettingsPatch(Map<String, Object> changes) {

    private static final List<String> LIMITS =
            List.of("messages_per_minute_per_bot", "threads_per_hour_per_bot", "file_upload_mb_per_day_per_bot");
    private static final List<String> DAYS =
            List.of("message_ttl_days", "thread_auto_close_days", "artifact_retention_days");
    private static final String POLICY = "default_thread_permission_policy";
    private static final String APPROVAL = "join_approval_required";

    /** The largest whole number that JSON carries everywhere: 2^53 - 1. */
    private static final double MAX_NUMBER = 9_007_199_254_740_991.0;

    static final Schema SCHEMA = schema();

    private static Schema schema() {
        Schema number = Schema.integer(1, (long) MAX_NUMBER);
        Schema schema = Schema.object();
        for (String field : LIMITS) {
            schema = schema.optional(field, number);
        }
        for (String field : DAYS) {
            schema = schema.optional(field, number.orNull().describe("Null for never."));
        }
        return schema.optional(POLICY, PermissionPolicy.SCHEMA).optional(APPROVAL, Schema.flag());
    }

    /** Fails with {@code VALIDATION_ERROR}: each field in its order, then for a body without any. */
    static SettingsPatch from(Body body) {
        Map<String, Object> changes = new LinkedHashMap<>();
        LIMITS.stream().filter(body::has).forEach(field -> changes.put(field, number(field, body.json(field), false)));
        DAYS.stream().filter(body::has).forEach(field -> changes.put(field, number(field, body.json(field), true)));
        if (body.has(POLICY)) {
            changes.put(POLICY, RawJson.ofNullable(PermissionPolicy.read(body.json(POLICY), POLICY)));
        }
        if (body.has(APPROVAL)) {
            changes.put(APPROVAL, flag(body.json(APPROVAL)));
        }
        if (changes.isEmpty()) {
            throw HubException.invalid("Give at least one setting to change, as GET /api/org/settings names them");
        }
        return new SettingsPatch(changes);
    }

    /** As JavaScript sees numbers, 5.0 is an integer. */
    private static Long number(String field, JsonNode value, boolean nullable) {
        if (nullable && value.isNull()) {
            return null;
        }
        double number = value.isNumber() ? value.numberValue().doubleValue() : 0;
        if (number < 1 || number > MAX_NUMBER || number != Math.rint(number)) {
            throw HubException.invalid(field + " must be an integer of at least 1" + (nullable ? ", or null" : ""));
        }
        return (long) number;
    }

    private static Boolean flag(JsonNode value) {
        if (!value.isBoolean()) {
            throw HubException.invalid(APPROVAL + " must be true or false");
        }
        return value.booleanValue();
    }

    /** The settings with these changes; {@code now} (ms) is when, but approval alone does not count as a change. */
    OrgSettings applyTo(OrgSettings old, long now) {
        boolean approvalAlone = changes.size() == 1 && changes.containsKey(APPROVAL);
        return new OrgSettings(
                old.orgId(),
                changed(LIMITS.get(0), old.messagesPerMinutePerBot()),
                changed(LIMITS.get(1), old.threadsPerHourPerBot()),
                changed(LIMITS.get(2), old.fileUploadMbPerDayPerBot()),
                changed(DAYS.get(0), old.messageTtlDays()),
                changed(DAYS.get(1), old.threadAutoCloseDays()),
                changed(DAYS.get(2), old.artifactRetentionDays()),
                changed(POLICY, old.defaultThreadPermissionPolicy()),
                approvalAlone ? old.updatedAt() : now,
                changed(APPROVAL, old.joinApprovalRequired()));
    }

    @SuppressWarnings("unchecked")
    private <T> T changed(String field, T old) {
        return changes.containsKey(field) ? (T) changes.get(field) : old;
    }
}
