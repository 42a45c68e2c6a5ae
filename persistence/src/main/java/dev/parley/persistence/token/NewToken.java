package dev.parley.persistence.token;

import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import java.util.List;

/**
 * A token that is about to be handed to its bot.
 *
 * @param hash SHA-256 of the token, in lower-case hex
 * @param primary whether it is the one from the registration, which never expires
 * @param createdAt ms
 */
public record NewToken(OrgId org, BotId bot, String hash, boolean primary, List<Scope> scopes, long createdAt) {

    /** The token a bot gets when it registers. */
    public static NewToken primary(OrgId org, BotId bot, String hash, long createdAt) {
        return new NewToken(org, bot, hash, true, List.of(Scope.FULL), createdAt);
    }

    /** Its row for {@link TokenRepository#INTO}. */
    public Object[] row() {
        return new Object[] {hash, org.value(), bot.value(), Ids.next(), primary, Json.write(scopes), createdAt};
    }
}
