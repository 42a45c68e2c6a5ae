package dev.parley.persistence.audit;

import dev.parley.persistence.Insert;
import java.util.List;
import java.util.Optional;

/**
 * A part of the audit log that is stored by itself.
 *
 * @param targetType the only one it has, and then with the action {@value #SENDING} only; empty for all the rest
 */
record AuditPart(String table, Optional<String> targetType, Insert into) {

    private static final String[] COLUMNS = {
        "org_id", "id", "bot_id", "action", "target_type", "target_id", "detail", "created_at"
    };

    private static final Insert INTO_LOG = Insert.into("audit_log", COLUMNS);
    private static final Insert INTO_MESSAGES = Insert.into("audit_messages", COLUMNS);
    private static final AuditPart LOG = new AuditPart("audit_log", Optional.empty(), INTO_LOG);
    private static final AuditPart CHANNEL_MESSAGES = ofMessages("channel_message");
    private static final AuditPart THREAD_MESSAGES = ofMessages("thread_message");

    static final List<AuditPart> ALL = List.of(LOG, CHANNEL_MESSAGES, THREAD_MESSAGES);

    private static final String SENDING = "message.send";

    private static AuditPart ofMessages(String targetType) {
        return new AuditPart("audit_messages", Optional.of(targetType), INTO_MESSAGES);
    }

    static AuditPart of(String action, String targetType) {
        return ALL.stream()
                .filter(part -> part.targetType.filter(targetType::equals).isPresent() && action.equals(SENDING))
                .findFirst()
                .orElse(LOG);
    }

    /** Whether it may have rows that the filter lets pass; the log may always, and its indexes tell soon. */
    boolean mayHave(AuditFilter filter) {
        return targetType.isEmpty()
                || (filter.targetType().map(targetType.get()::equals).orElse(true)
                        && filter.action().map(SENDING::equals).orElse(true));
    }

    /** The column of the primary key between the organisation and the id, for an {@code ORDER BY}. */
    String key() {
        return targetType.isPresent() ? "target_type DESC, " : "";
    }

    /** What {@link #oldest} and {@link #deleteUpTo} want besides an organisation and an id. */
    Object[] arguments(Object org, Object id) {
        return targetType.isPresent() ? new Object[] {org, id, targetType.get()} : new Object[] {org, id};
    }

    /** The first organisation from {@code $1} on. */
    String nextOrg() {
        return "SELECT org_id FROM " + table + " WHERE org_id >= $1 ORDER BY org_id LIMIT 1";
    }

    /** The oldest rows before the id {@code $2}. */
    String oldest(int limit) {
        String order = targetType.isPresent() ? "org_id, target_type, id" : "org_id, id";
        return "SELECT id FROM %s WHERE org_id = $1 AND id < $2%s ORDER BY %s LIMIT %d"
                .formatted(table, ofType(), order, limit);
    }

    String deleteUpTo() {
        return "DELETE FROM " + table + " WHERE org_id = $1 AND id <= $2" + ofType();
    }

    private String ofType() {
        return targetType.isPresent() ? " AND target_type = $3" : "";
    }
}
