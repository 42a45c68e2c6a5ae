package dev.parley.persistence.token;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import reactor.core.publisher.Mono;

/** Where bots' tokens are kept, as hashes. */
public interface TokenRepository {

    /** Stores a token; for {@link NewToken#row}. */
    Insert INTO = Insert.into("tokens", "token_hash", "org_id", "bot_id", "id", "is_primary", "scopes", "created_at");

    /**
     * Whom the token with that hash stands for, in whatever organisation that is: the one question that names none. Empty
     * for an unknown token, and for one whose bot or organisation is gone.
     */
    Mono<TokenHolder> findHolder(Queries queries, String tokenHash);
}
