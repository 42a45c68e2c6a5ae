package dev.parley.persistence.token;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.protocol.org.OrgStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** Tokens in the table {@code tokens}. */
public final class SqlTokenRepository implements TokenRepository {

    private static final TypeReference<List<Scope>> SCOPES = new TypeReference<>() {};

    /** Everything a request with a token has to know, in one round trip. */
    private static final String HOLDERS = """
        SELECT t.token_hash, t.id AS token_id, t.is_primary, t.scopes, t.expires_at, t.org_id, o.status,
               b.id, b.name, b.auth_role, b.join_status
          FROM tokens t
          JOIN bots b ON b.org_id = t.org_id AND b.id = t.bot_id
          JOIN orgs o ON o.org_id = t.org_id
         WHERE o.status <> 'destroyed'
        """;

    private static final String HOLDER = HOLDERS + " AND t.token_hash = $1";

    private static final String SOME_HOLDERS = HOLDERS + " AND t.token_hash = ANY($1) LIMIT $2";

    private static final String SCOPED = """
        SELECT id, token_hash, scopes, label, expires_at, created_at, last_used_at
          FROM tokens
         WHERE org_id = $1 AND bot_id = $2 AND NOT is_primary\
        """;

    private static final String LIST_SCOPED = SCOPED + " ORDER BY org_id DESC, bot_id DESC, id DESC LIMIT $3";

    private static final String FIND_SCOPED = SCOPED + " AND id = $3";

    private static final String DELETE = "DELETE FROM tokens WHERE org_id = $1 AND token_hash = $2";

    private static final String DELETE_EXPIRED_OF_BOT = """
        DELETE FROM tokens
         WHERE org_id = $1 AND bot_id = $2 AND expires_at < $3
        """;

    private static final String DELETE_EXPIRED = """
        DELETE FROM tokens
         WHERE token_hash IN (SELECT token_hash FROM tokens WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)
        """;

    private static final String USED = """
        UPDATE tokens
           SET last_used_at = used.at
          FROM unnest(cast($2 AS varchar array), cast($3 AS bigint array)) AS used(token_hash, at)
         WHERE tokens.org_id = $1 AND tokens.token_hash = used.token_hash
           AND coalesce(tokens.last_used_at, 0) < used.at
        """;

    @Override
    public Mono<TokenHolder> findHolder(Queries queries, String tokenHash) {
        return queries.one(HOLDER, SqlTokenRepository::toHolder, tokenHash);
    }

    @Override
    public Mono<Map<String, TokenHolder>> findHolders(Queries queries, Collection<String> tokenHashes) {
        return queries.list(
                        SOME_HOLDERS,
                        row -> Map.entry(row.string("token_hash"), toHolder(row)),
                        tokenHashes.toArray(String[]::new),
                        tokenHashes.size())
                .map(rows -> rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Mono<List<ScopedToken>> listScoped(Queries queries, OrgId org, BotId bot) {
        return queries.list(LIST_SCOPED, SqlTokenRepository::toScoped, org.value(), bot.value(), MAX_SCOPED);
    }

    @Override
    public Mono<ScopedToken> findScoped(Queries queries, OrgId org, BotId bot, UUID id) {
        return queries.one(FIND_SCOPED, SqlTokenRepository::toScoped, org.value(), bot.value(), id);
    }

    @Override
    public Mono<Boolean> delete(Queries queries, OrgId org, ScopedToken token) {
        return queries.execute(DELETE, org.value(), token.hash()).map(rows -> rows > 0);
    }

    @Override
    public Mono<Long> deleteExpired(Queries queries, OrgId org, BotId bot, long nowMillis) {
        return queries.execute(DELETE_EXPIRED_OF_BOT, org.value(), bot.value(), nowMillis);
    }

    @Override
    public Mono<Long> deleteExpired(Queries queries, long nowMillis) {
        return queries.execute(DELETE_EXPIRED, nowMillis, MAX_DELETED);
    }

    /** In one order everywhere, so that two servers do not wait for each other. */
    @Override
    public Mono<Long> updateLastUsed(Queries queries, OrgId org, Map<String, Long> used) {
        Map<String, Long> ordered = new TreeMap<>(used);
        String[] hashes = ordered.keySet().toArray(String[]::new);
        Long[] times = ordered.values().toArray(Long[]::new);
        return queries.execute(USED, org.value(), hashes, times);
    }

    private static ScopedToken toScoped(Row row) {
        return new ScopedToken(
                row.uuid("id"),
                row.string("token_hash"),
                Json.mapper().readValue(row.string("scopes"), SCOPES),
                row.string("label"),
                row.nullableLong("expires_at"),
                row.number("created_at"),
                row.nullableLong("last_used_at"));
    }

    private static TokenHolder toHolder(Row row) {
        Long expiresAt = row.nullableLong("expires_at");
        return new TokenHolder(
                row.uuid("token_id"),
                row.flag("is_primary"),
                List.copyOf(Json.mapper().readValue(row.string("scopes"), SCOPES)),
                expiresAt == null ? OptionalLong.empty() : OptionalLong.of(expiresAt),
                toBot(row),
                new OrgId(row.uuid("org_id")),
                OrgStatus.parse(row.string("status")).orElseThrow());
    }

    private static BotSummary toBot(Row row) {
        return new BotSummary(
                new BotId(row.uuid("id")),
                row.string("name"),
                AuthRole.parse(row.string("auth_role")).orElseThrow(),
                JoinStatus.parse(row.string("join_status")).orElseThrow());
    }
}
