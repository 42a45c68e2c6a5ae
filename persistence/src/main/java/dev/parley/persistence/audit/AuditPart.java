package dev.parley.persistence.audit;

import dev.parley.persistence.Insert;
import java.util.List;
import java.util.Optional;

/**
 * A part of the audit log that is stored by itself.
 *
 * @param targetType the only one it has; empty for the part with all that have none of their own
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

    /** All that is done to messages. */
    private static final String SENDING = "message.send";

    private static AuditPart ofMessages(String targetType) {
        return new AuditPart("audit_messages", Optional.of(targetType), INTO_MESSAGES);
    }

    static AuditPart of(String targetType) {
        return ALL.stream()
                .filter(part -> part.targetType.filter(targetType::equals).isPresent())
                .findFirst()
                .orElse(LOG);
    }

    /** Whether it may have rows that the filter lets pass. */
    boolean mayHave(AuditFilter filter) {
        boolean type =
                filter.targetType().map(wanted -> of(wanted).equals(this)).orElse(true);
        boolean action = filter.action()
                .map(wanted -> wanted.equals(SENDING) == targetType.isPresent())
                .orElse(true);
        return type && action;
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
