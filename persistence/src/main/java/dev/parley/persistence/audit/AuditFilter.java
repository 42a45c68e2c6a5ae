package dev.parley.persistence.audit;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Which rows of an audit log are wanted; what is empty does not matter.
 *
 * @param since only rows after that time, in ms
 * @param until only rows up to that time, in ms
 * @param before only rows before the one with that id: the last of the page before
 */
public record AuditFilter(
        OptionalLong since,
        OptionalLong until,
        Optional<UUID> before,
        Optional<String> action,
        Optional<String> targetType,
        Optional<String> targetId,
        Optional<String> botId) {

    /** Every row. */
    public static final AuditFilter ALL = new AuditFilter(
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** The same rows, but only those before the one with that id. */
    public AuditFilter before(UUID id) {
        return new AuditFilter(since, until, Optional.of(id), action, targetType, targetId, botId);
    }

    /** Before this id are the rows that are wanted. */
    UUID end() {
        UUID latest = until.isPresent() ? AuditIds.after(until.getAsLong()) : AuditIds.HIGHEST;
        return before.filter(id -> id.compareTo(latest) < 0).orElse(latest);
    }

    /** From this id on are the rows that are wanted. */
    UUID start() {
        return since.isPresent() ? AuditIds.after(since.getAsLong()) : AuditIds.LOWEST;
    }
}
