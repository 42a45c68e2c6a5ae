package dev.parley.persistence.bot;

import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Names in the table {@code bot_name_tombstones}. */
public final class SqlTombstoneRepository implements TombstoneRepository {

    private static final String LIST = """
            SELECT name, deleted_at
              FROM bot_name_tombstones
             WHERE org_id = $1 AND name > $2
             ORDER BY org_id, name
             LIMIT $3
            """;

    private static final String DELETE = "DELETE FROM bot_name_tombstones WHERE org_id = $1 AND name = $2";

    @Override
    public Mono<List<Tombstone>> list(Queries queries, OrgId org, String after, int limit) {
        return queries.list(
                LIST, row -> new Tombstone(row.string("name"), row.number("deleted_at")), org.value(), after, limit);
    }

    @Override
    public Mono<Boolean> delete(Queries queries, OrgId org, String name) {
        return queries.execute(DELETE, org.value(), name).map(rows -> rows > 0);
    }
}
