package dev.parley.persistence.token;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Where bots' tokens are kept, as hashes. */
public interface TokenRepository {

    /** Stores a token; for {@link NewToken#row}. */
    Insert INTO = Insert.into(
            "tokens",
            "token_hash",
            "org_id",
            "bot_id",
            "id",
            "is_primary",
            "scopes",
            "label",
            "expires_at",
            "created_at");

    /** The most scoped tokens a bot has, expired ones included until they are removed. */
    int MAX_SCOPED = 100;

    /** The most expired tokens that are removed at once. */
    int MAX_DELETED = 1_000;

    /**
     * Whom the token with that hash stands for, in whatever organisation that is: the one question that names none. Empty
     * for an unknown token, and for one whose bot or organisation is gone.
     */
    Mono<TokenHolder> findHolder(Queries queries, String tokenHash);

    /** As {@link #findHolder}, of a few hundred tokens at once, by their hashes; without those that stand for nobody. */
    Mono<Map<String, TokenHolder>> findHolders(Queries queries, Collection<String> tokenHashes);

    /** The scoped tokens of a bot, newest first. */
    Mono<List<ScopedToken>> listScoped(Queries queries, OrgId org, BotId bot);

    /** The bot's scoped token with that id, or empty. */
    Mono<ScopedToken> findScoped(Queries queries, OrgId org, BotId bot, UUID id);

    /** False when the token was gone already. */
    Mono<Boolean> delete(Queries queries, OrgId org, ScopedToken token);

    /** Removes the expired tokens of a bot. */
    Mono<Long> deleteExpired(Queries queries, OrgId org, BotId bot, long nowMillis);

    /** Removes expired tokens of whomever; emits how many, {@value #MAX_DELETED} when there may be more. */
    Mono<Long> deleteExpired(Queries queries, long nowMillis);

    /** Notes when tokens were used last, by their hashes; a later use that is noted already stays. */
    Mono<Long> updateLastUsed(Queries queries, OrgId org, Map<String, Long> used);
}
