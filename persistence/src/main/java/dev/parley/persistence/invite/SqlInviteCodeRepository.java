package dev.parley.persistence.invite;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Invite codes in the table {@code invite_codes}. */
public final class SqlInviteCodeRepository implements InviteCodeRepository {

    private static final Insert INTO =
            Insert.into("invite_codes", "id", "code", "label", "max_uses", "use_count", "expires_at", "created_at");

    private static final String SELECT = """
            SELECT id, code, label, max_uses, use_count, expires_at, created_at
              FROM invite_codes
            """;

    private static final String FIND = SELECT + " WHERE code = $1";

    private static final String LIST = SELECT + " ORDER BY id DESC LIMIT $1";

    /** Who uses the code at the same time waits for this row, and then finds the count as it is. */
    private static final String USE = """
            UPDATE invite_codes
               SET use_count = use_count + 1
             WHERE code = $1 AND (expires_at = 0 OR expires_at > $2) AND (max_uses = 0 OR use_count < max_uses)
            """;

    private static final String DELETE = "DELETE FROM invite_codes WHERE id = $1";

    @Override
    public Mono<Void> insert(Queries queries, InviteCode code) {
        Object[] row = {
            code.id(), code.code(), code.label(), code.maxUses(), code.useCount(), code.expiresAt(), code.createdAt()
        };
        return queries.insert(INTO, Collections.singletonList(row)).then();
    }

    @Override
    public Mono<InviteCode> find(Queries queries, String code) {
        return queries.one(FIND, SqlInviteCodeRepository::toCode, code);
    }

    @Override
    public Mono<List<InviteCode>> list(Queries queries) {
        return queries.list(LIST, SqlInviteCodeRepository::toCode, MAX_LISTED);
    }

    @Override
    public Mono<Boolean> use(Queries queries, String code, long nowMillis) {
        return queries.execute(USE, code, nowMillis).map(rows -> rows > 0);
    }

    @Override
    public Mono<Boolean> delete(Queries queries, UUID id) {
        return queries.execute(DELETE, id).map(rows -> rows > 0);
    }

    private static InviteCode toCode(Row row) {
        return new InviteCode(
                row.uuid("id"),
                row.string("code"),
                row.string("label"),
                row.number("max_uses"),
                row.number("use_count"),
                row.number("expires_at"),
                row.number("created_at"));
    }
}
