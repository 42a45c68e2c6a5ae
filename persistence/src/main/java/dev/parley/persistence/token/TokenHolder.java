package dev.parley.persistence.token;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.org.OrgStatus;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Whom a token stands for, and everything that decides whether it may still be used.
 *
 * @param id names the token to its bot
 * @param primary whether it is the bot's own token and not a scoped one
 * @param scopes as they were given, in their order and with repetitions
 * @param expiresAt ms; empty for a token that never expires
 */
public record TokenHolder(
        UUID id,
        boolean primary,
        List<Scope> scopes,
        OptionalLong expiresAt,
        BotSummary bot,
        OrgId org,
        OrgStatus orgStatus) {

    public boolean isExpired(long nowMillis) {
        return expiresAt.isPresent() && expiresAt.getAsLong() < nowMillis;
    }
}
