package dev.parley.persistence.session;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.Row;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** Sessions in the table {@code sessions}. */
public final class SqlSessionRepository implements SessionRepository {

    private static final TypeReference<List<Scope>> SCOPES = new TypeReference<>() {};
    private static final int MAX_DELETED = 5_000;

    private static final Insert INTO = Insert.into(
            "sessions",
            "id_hash",
            "ref",
            "owner",
            "role",
            "org_id",
            "bot_id",
            "owner_name",
            "scopes",
            "token_id",
            "not_after",
            "created_at",
            "expires_at");

    private static final String SELECT = """
            SELECT id_hash, ref, role, org_id, bot_id, owner_name, scopes, token_id, not_after, created_at, expires_at
              FROM sessions
            """;

    private static final String FIND = SELECT + " WHERE id_hash = $1 AND expires_at > $2";

    private static final String LIST_BY_OWNER = SELECT + """
             WHERE owner = $1 AND expires_at > $2
             ORDER BY owner, created_at
             LIMIT $3
            """;

    private static final String LIST_BY_ORG = SELECT + """
             WHERE org_id = $1 AND expires_at > $2
             ORDER BY org_id DESC, created_at DESC, id_hash DESC
             LIMIT $3 OFFSET $4
            """;

    private static final String FIND_BY_REF = SELECT + " WHERE ref = $1 AND org_id = $2 AND expires_at > $3 LIMIT 1";

    private static final String EXTEND = "UPDATE sessions SET expires_at = $2 WHERE id_hash = $1";

    private static final String DELETE = "DELETE FROM sessions WHERE id_hash = $1";

    private static final String DELETE_EXPIRED = """
            DELETE FROM sessions
             WHERE id_hash IN (SELECT id_hash FROM sessions WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)
            """;

    private final Database database;

    public SqlSessionRepository(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Void> insert(StoredSession session) {
        return database.insert(INTO, Collections.singletonList(toRow(session))).then();
    }

    @Override
    public Mono<StoredSession> find(String idHash, long nowMillis) {
        return database.one(FIND, SqlSessionRepository::toSession, idHash, nowMillis);
    }

    @Override
    public Mono<Boolean> extend(StoredSession session, long expiresAt, long nowMillis) {
        return database.execute(
                        EXTEND, session.idHash(), session.withExpiry(expiresAt).expiresAt())
                .map(rows -> rows > 0);
    }

    @Override
    public Mono<Boolean> delete(StoredSession session) {
        return database.execute(DELETE, session.idHash()).map(rows -> rows > 0);
    }

    @Override
    public Mono<List<StoredSession>> listByOwner(String owner, long nowMillis) {
        return database.list(LIST_BY_OWNER, SqlSessionRepository::toSession, owner, nowMillis, MAX_LISTED);
    }

    @Override
    public Mono<List<StoredSession>> listByOrg(OrgId org, long nowMillis, int offset, int limit) {
        return database.list(LIST_BY_ORG, SqlSessionRepository::toSession, org.value(), nowMillis, limit, offset);
    }

    @Override
    public Mono<StoredSession> findByRef(OrgId org, String ref, long nowMillis) {
        return database.one(FIND_BY_REF, SqlSessionRepository::toSession, ref, org.value(), nowMillis);
    }

    @Override
    public Mono<Long> deleteExpired(long nowMillis) {
        return database.execute(DELETE_EXPIRED, nowMillis, MAX_DELETED);
    }

    private static Object[] toRow(StoredSession session) {
        return new Object[] {
            session.idHash(),
            session.ref(),
            session.owner(),
            session.role(),
            session.org() == null ? null : session.org().value(),
            session.bot() == null ? null : session.bot().value(),
            session.ownerName(),
            session.scopes() == null ? null : Json.write(session.scopes()),
            session.token(),
            session.notAfter(),
            session.createdAt(),
            session.expiresAt()
        };
    }

    private static StoredSession toSession(Row row) {
        UUID org = row.uuid("org_id");
        UUID bot = row.uuid("bot_id");
        String scopes = row.string("scopes");
        return new StoredSession(
                row.string("id_hash"),
                row.string("ref"),
                row.string("role"),
                org == null ? null : new OrgId(org),
                bot == null ? null : new BotId(bot),
                row.string("owner_name"),
                scopes == null ? null : Json.mapper().readValue(scopes, SCOPES),
                row.uuid("token_id"),
                row.nullableLong("not_after"),
                row.number("created_at"),
                row.number("expires_at"));
    }
}
