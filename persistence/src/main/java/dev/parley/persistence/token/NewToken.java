package dev.parley.persistence.token;

import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import java.util.List;
import java.util.UUID;

/**
 * A token that is about to be handed to its bot.
 *
 * @param hash SHA-256 of the token, in lower-case hex
 * @param primary whether it is the one from the registration, which never expires
 * @param label what the bot calls it, or null
 * @param expiresAt ms, null for never
 * @param createdAt ms
 */
public record NewToken(
        OrgId org,
        BotId bot,
        UUID id,
        String hash,
        boolean primary,
        List<Scope> scopes,
        String label,
        Long expiresAt,
        long createdAt) {

    /** The token a bot gets when it registers. */
    public static NewToken primary(OrgId org, BotId bot, String hash, long createdAt) {
        return new NewToken(org, bot, Ids.next(), hash, true, List.of(Scope.FULL), null, null, createdAt);
    }

    /** A token a bot makes for itself. */
    public static NewToken scoped(OrgId org, BotId bot, ScopedToken token) {
        return new NewToken(
                org,
                bot,
                token.id(),
                token.hash(),
                false,
                token.scopes(),
                token.label(),
                token.expiresAt(),
                token.createdAt());
    }

    /** Its row for {@link TokenRepository#INTO}. */
    public Object[] row() {
        return new Object[] {
            hash, org.value(), bot.value(), id, primary, Json.write(scopes), label, expiresAt, createdAt
        };
    }

    @Override
    public String toString() {
        return "token " + id;
    }
}
