package dev.parley.persistence.org;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.org.OrgStatus;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Organisations in the table {@code orgs}. */
public final class SqlOrgRepository implements OrgRepository {

    private static final String INSERT = """
            INSERT INTO orgs (org_id, name, secret_hash, persist_messages, status, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """;

    private static final String BEGIN_JOURNAL =
            "INSERT INTO org_positions (org_id, position, epoch) VALUES ($1, 0, $2)";

    private static final String FIND = """
            SELECT org_id, name, secret_hash, persist_messages, status, created_at
              FROM orgs
             WHERE org_id = $1 AND status <> 'destroyed'
            """;

    private static final String UPDATE =
            "UPDATE orgs SET name = $2, status = $3 WHERE org_id = $1 AND status <> 'destroyed'";

    private static final String UPDATE_SECRET =
            "UPDATE orgs SET secret_hash = $2 WHERE org_id = $1 AND status <> 'destroyed'";

    /** Appending locks this row, so whoever has it has no append beside it. */
    private static final String END_JOURNAL = "DELETE FROM org_positions WHERE org_id = $1";

    private static final String MARK_DESTROYED = "UPDATE orgs SET status = 'destroyed' WHERE org_id = $1";

    private static final String LIST_DESTROYED = "SELECT org_id FROM orgs WHERE status = 'destroyed' LIMIT $1";

    private static final String LIST = """
            SELECT o.org_id, o.name, o.persist_messages, o.status, o.created_at,
                   coalesce(s.join_approval_required, false) AS join_approval_required, coalesce(b.bots, 0) AS bots
              FROM orgs o
              LEFT JOIN org_settings s ON s.org_id = o.org_id
              LEFT JOIN (SELECT org_id, count(*) AS bots FROM bots GROUP BY org_id) b ON b.org_id = o.org_id
             WHERE o.status <> 'destroyed'
             ORDER BY o.created_at, o.org_id
             LIMIT $1
            """;

    @Override
    public Mono<Void> insert(Queries queries, OrgCredential credential) {
        Org org = credential.org();
        return queries.execute(
                        INSERT,
                        org.id().value(),
                        org.name(),
                        credential.secretHash(),
                        org.persistMessages(),
                        org.status().wireName(),
                        org.createdAt())
                .then(queries.execute(BEGIN_JOURNAL, org.id().value(), newEpoch()))
                .then();
    }

    /** Two histories of one organisation must differ in it; it is no secret. */
    private static String newEpoch() {
        return Long.toHexString(UUID.randomUUID().getLeastSignificantBits());
    }

    @Override
    public Mono<Org> find(Queries queries, OrgId org) {
        return queries.one(FIND, SqlOrgRepository::toOrg, org.value());
    }

    @Override
    public Mono<OrgCredential> findCredential(Queries queries, OrgId org) {
        return queries.one(FIND, row -> new OrgCredential(toOrg(row), row.string("secret_hash")), org.value());
    }

    @Override
    public Mono<Boolean> update(Queries queries, OrgId org, String name, OrgStatus status) {
        return queries.execute(UPDATE, org.value(), name, status.wireName()).map(rows -> rows > 0);
    }

    @Override
    public Mono<Boolean> updateSecret(Queries queries, OrgId org, String secretHash) {
        return queries.execute(UPDATE_SECRET, org.value(), secretHash).map(rows -> rows > 0);
    }

    @Override
    public Mono<Boolean> markDestroyed(Queries queries, OrgId org) {
        return queries.execute(END_JOURNAL, org.value())
                .filter(ended -> ended > 0)
                .flatMap(ended -> queries.execute(MARK_DESTROYED, org.value()))
                .hasElement();
    }

    @Override
    public Mono<List<OrgId>> listDestroyed(Queries queries, int limit) {
        return queries.list(LIST_DESTROYED, row -> new OrgId(row.uuid("org_id")), limit);
    }

    @Override
    public Mono<List<OrgListing>> list(Queries queries) {
        return queries.list(
                LIST,
                row -> new OrgListing(toOrg(row), row.flag("join_approval_required"), row.number("bots")),
                MAX_LISTED);
    }

    private static Org toOrg(Row row) {
        return new Org(
                new OrgId(row.uuid("org_id")),
                row.string("name"),
                row.flag("persist_messages"),
                OrgStatus.parse(row.string("status")).orElseThrow(),
                row.number("created_at"));
    }
}
