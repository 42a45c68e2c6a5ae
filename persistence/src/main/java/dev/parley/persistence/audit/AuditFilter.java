package dev.parley.persistence.audit;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Which rows of an audit log are wanted; what is empty does not matter.
 *
 * @param since only rows after that time, in ms
 * @param before only rows before the one with that id: the last of the page before
 */
public record AuditFilter(
        OptionalLong since,
        Optional<UUID> before,
        Optional<String> action,
        Optional<String> targetType,
        Optional<String> targetId,
        Optional<String> botId) {

    /** Every row. */
    public static final AuditFilter ALL = new AuditFilter(
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
