package dev.parley.server.bot;

import dev.parley.protocol.BotId;
import dev.parley.protocol.bot.JoinStatus;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a decision about a bot: where it stands, and who last decided so.
 *
 * @param joinStatusChangedBy {@code session:<ref>} or {@code bot:<id>}; null while nobody decided
 * @param joinStatusChangedAt ms
 */
record JoinStanding(
        BotId botId,
        String name,
        JoinStatus joinStatus,
        JoinStatus previousStatus,
        @Nullable String joinStatusChangedBy,
        @Nullable Long joinStatusChangedAt,
        @Nullable String joinStatusReason) {

    static JoinStanding of(BotAdministration.Decided decided) {
        return new JoinStanding(
                decided.bot().id(),
                decided.bot().name(),
                decided.after().status(),
                decided.before(),
                decided.after().changedBy(),
                decided.after().changedAt(),
                decided.after().reason());
    }
}
