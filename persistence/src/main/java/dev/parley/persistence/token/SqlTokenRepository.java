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
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** Tokens in the table {@code tokens}. */
public final class SqlTokenRepository implements TokenRepository {

    private static final TypeReference<List<Scope>> SCOPES = new TypeReference<>() {};

    /** Everything a request with a token has to know, in one round trip. */
    private static final String HOLDER = """
            SELECT t.id AS token_id, t.is_primary, t.scopes, t.expires_at, t.org_id, o.status,
                   b.id, b.name, b.auth_role, b.join_status
              FROM tokens t
              JOIN bots b ON b.org_id = t.org_id AND b.id = t.bot_id
              JOIN orgs o ON o.org_id = t.org_id
             WHERE t.token_hash = $1
            """;

    @Override
    public Mono<TokenHolder> findHolder(Queries queries, String tokenHash) {
        return queries.one(HOLDER, SqlTokenRepository::toHolder, tokenHash);
    }

    private static TokenHolder toHolder(Row row) {
        Long expiresAt = row.nullableLong("expires_at");
        return new TokenHolder(
                row.uuid("token_id"),
                row.flag("is_primary"),
                scopes(row.string("scopes")),
                expiresAt == null ? OptionalLong.empty() : OptionalLong.of(expiresAt),
                toBot(row),
                new OrgId(row.uuid("org_id")),
                OrgStatus.parse(row.string("status")).orElseThrow());
    }

    private static Set<Scope> scopes(String json) {
        return Collections.unmodifiableSet(EnumSet.copyOf(Json.mapper().readValue(json, SCOPES)));
    }

    private static BotSummary toBot(Row row) {
        return new BotSummary(
                new BotId(row.uuid("id")),
                row.string("name"),
                AuthRole.parse(row.string("auth_role")).orElseThrow(),
                JoinStatus.parse(row.string("join_status")).orElseThrow());
    }
}
