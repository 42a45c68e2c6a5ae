package dev.parley.persistence.bot;

import dev.parley.protocol.bot.JoinStatus;

/**
 * Where a bot stands with its organisation, and who last decided so.
 *
 * @param changedBy {@code session:<ref>} or {@code bot:<id>}; null while nobody decided, as the other two
 * @param changedAt ms
 * @param reason null, too, when none was given
 */
public record JoinDecision(JoinStatus status, String changedBy, Long changedAt, String reason) {}
