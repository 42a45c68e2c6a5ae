package dev.parley.persistence.ticket;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.protocol.OrgId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Tickets in the table {@code tickets}. */
public final class SqlTicketRepository implements TicketRepository {

    private static final String SELECT = """
            SELECT org_id, id, code, reusable, skip_approval, consumed, created_by, expires_at, created_at
              FROM tickets
            """;

    private static final String FIND_BY_ID = SELECT + " WHERE org_id = $1 AND id = $2";

    private static final String FIND_BY_CODE = SELECT + " WHERE org_id = $1 AND code = $2";

    private static final String LIST_USABLE = SELECT + """
             WHERE org_id = $1 AND id < $2 AND NOT consumed AND (expires_at = 0 OR expires_at > $3)
             ORDER BY org_id DESC, id DESC
             LIMIT $4
            """;

    private static final String CONSUME =
            "UPDATE tickets SET consumed = true WHERE org_id = $1 AND id = $2 AND NOT consumed";

    private static final String DELETE = "DELETE FROM tickets WHERE org_id = $1 AND id = $2";

    private static final String DELETE_UNCONSUMED = "DELETE FROM tickets WHERE org_id = $1 AND NOT consumed";

    /** 0 is for tickets that never expire. */
    private static final String DELETE_EXPIRED = """
            DELETE FROM tickets
             WHERE code IN (SELECT code
                              FROM tickets
                             WHERE expires_at > 0 AND expires_at <= $1
                             ORDER BY expires_at
                             LIMIT $2)
            """;

    /** Sorts after every id. */
    private static final UUID HIGHEST = new UUID(-1, -1);

    @Override
    public Mono<Ticket> find(Queries queries, OrgId org, String idOrCode) {
        return Ids.parse(idOrCode)
                .map(id -> queries.one(FIND_BY_ID, SqlTicketRepository::toTicket, org.value(), id))
                .orElseGet(() -> queries.one(FIND_BY_CODE, SqlTicketRepository::toTicket, org.value(), idOrCode));
    }

    @Override
    public Mono<List<Ticket>> listUsable(Queries queries, OrgId org, long nowMillis, Optional<UUID> before, int limit) {
        return queries.list(
                LIST_USABLE, SqlTicketRepository::toTicket, org.value(), before.orElse(HIGHEST), nowMillis, limit);
    }

    @Override
    public Mono<Boolean> consume(Queries queries, OrgId org, UUID id) {
        return queries.execute(CONSUME, org.value(), id).map(rows -> rows > 0);
    }

    @Override
    public Mono<Boolean> delete(Queries queries, OrgId org, UUID id) {
        return queries.execute(DELETE, org.value(), id).map(rows -> rows > 0);
    }

    @Override
    public Mono<Long> deleteUnconsumed(Queries queries, OrgId org) {
        return queries.execute(DELETE_UNCONSUMED, org.value());
    }

    @Override
    public Mono<Long> deleteExpired(Queries queries, long nowMillis, int limit) {
        return queries.execute(DELETE_EXPIRED, nowMillis, limit);
    }

    private static Ticket toTicket(Row row) {
        UUID createdBy = row.uuid("created_by");
        return new Ticket(
                new OrgId(row.uuid("org_id")),
                row.uuid("id"),
                row.string("code"),
                row.flag("reusable"),
                row.flag("skip_approval"),
                row.flag("consumed"),
                createdBy == null ? null : new BotId(createdBy),
                row.number("expires_at"),
                row.number("created_at"));
    }
}
