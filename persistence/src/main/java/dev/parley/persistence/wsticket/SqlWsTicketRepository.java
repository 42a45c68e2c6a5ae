package dev.parley.persistence.wsticket;

import dev.parley.persistence.Database;
import dev.parley.persistence.Row;
import dev.parley.persistence.wsticket.StoredWsTicket.Credential;
import reactor.core.publisher.Mono;

/** Tickets in the table {@code ws_tickets}, for the nodes of a cluster. */
public final class SqlWsTicketRepository implements WsTicketRepository {

    /** How many {@link #deleteExpired} removes at most. */
    public static final int MAX_DELETED = 5_000;

    /** Callers at the same time may exceed the limit by as many as they are. */
    private static final String INSERT = """
        INSERT INTO ws_tickets (hash, credential, credential_hash, expires_at)
        SELECT cast($1 AS varchar), cast($2 AS varchar), cast($3 AS varchar), cast($4 AS bigint)
         WHERE (SELECT count(*)
                  FROM (SELECT 1 AS one FROM ws_tickets WHERE credential_hash = $3 AND expires_at > $5 LIMIT $6)
                       AS few) < $6
        """;

    private static final String FIND = """
        SELECT hash, credential, credential_hash, expires_at
          FROM ws_tickets
         WHERE hash = $1 AND expires_at > $2
        """;

    private static final String DELETE = "DELETE FROM ws_tickets WHERE hash = $1";

    private static final String DELETE_EXPIRED = """
        DELETE FROM ws_tickets
         WHERE hash IN (SELECT hash FROM ws_tickets WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)
        """;

    private final Database database;

    public SqlWsTicketRepository(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> insert(StoredWsTicket ticket, long nowMillis) {
        return database.execute(
                        INSERT,
                        ticket.hash(),
                        ticket.credential().name(),
                        ticket.credentialHash(),
                        ticket.expiresAt(),
                        nowMillis,
                        MAX_UNUSED)
                .map(rows -> rows > 0);
    }

    /** Whoever deletes it has it. */
    @Override
    public Mono<StoredWsTicket> take(String hash, long nowMillis) {
        return database.one(FIND, SqlWsTicketRepository::toTicket, hash, nowMillis)
                .filterWhen(ticket -> database.execute(DELETE, hash).map(rows -> rows > 0));
    }

    @Override
    public Mono<Long> deleteExpired(long nowMillis) {
        return database.execute(DELETE_EXPIRED, nowMillis, MAX_DELETED);
    }

    private static StoredWsTicket toTicket(Row row) {
        return new StoredWsTicket(
                row.string("hash"),
                Credential.valueOf(row.string("credential")),
                row.string("credential_hash"),
                row.number("expires_at"));
    }
}
