package dev.parley.persistence.audit;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.audit.AuditEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Audit logs in the table {@code audit_log}. */
public final class SqlAuditRepository implements AuditRepository {

    private static final String SELECT = """
            SELECT id, org_id, bot_id, action, target_type, target_id, detail, created_at
              FROM audit_log
             WHERE org_id = $1 AND id < $2 AND id >= $3""";

    private static final String NEXT_ORG = """
            SELECT org_id
              FROM audit_log
             WHERE org_id > $1
             ORDER BY org_id, id
             LIMIT 1
            """;

    private static final String OLDEST = """
            SELECT id
              FROM audit_log
             WHERE org_id = $1 AND id < $2
             ORDER BY org_id, id
             LIMIT $3
            """;

    private static final String DELETE_UP_TO = "DELETE FROM audit_log WHERE org_id = $1 AND id <= $2";

    @Override
    public Mono<List<AuditEntry>> list(Queries queries, OrgId org, AuditFilter filter, int limit) {
        return new Selection(org, filter, limit).list(queries);
    }

    @Override
    public Mono<OrgId> nextOrg(Queries queries, Optional<OrgId> after) {
        UUID start = after.map(OrgId::value).orElse(AuditIds.LOWEST);
        return queries.one(NEXT_ORG, row -> new OrgId(row.uuid("org_id")), start);
    }

    /** A range of the primary key that the first query finds out, as not every database deletes with a limit. */
    @Override
    public Mono<Long> deleteBefore(Queries queries, OrgId org, long millis) {
        return queries.list(OLDEST, row -> row.uuid("id"), org.value(), AuditIds.first(millis), MAX_DELETED)
                .flatMap(ids -> ids.isEmpty()
                        ? Mono.just(0L)
                        : queries.execute(DELETE_UP_TO, org.value(), ids.get(ids.size() - 1)));
    }

    private static AuditEntry toEntry(Row row) {
        return new AuditEntry(
                row.uuid("id"),
                new OrgId(row.uuid("org_id")),
                row.string("bot_id"),
                row.string("action"),
                row.string("target_type"),
                row.string("target_id"),
                RawJson.ofNullable(row.string("detail")),
                row.number("created_at"));
    }

    /** The query of a filter: one of sixteen texts, each ordered by the index that narrows it down the most. */
    private static final class Selection {

        private final List<Object> arguments = new ArrayList<>();
        private final StringBuilder sql = new StringBuilder(SELECT);
        private String index = "";

        Selection(OrgId org, AuditFilter filter, int limit) {
            arguments.add(org.value());
            arguments.add(filter.before().orElse(AuditIds.HIGHEST));
            arguments.add(
                    filter.since().isPresent() ? AuditIds.after(filter.since().getAsLong()) : AuditIds.LOWEST);
            arguments.add(limit);
            add("target_type", filter.targetType());
            add("action", filter.action());
            add("bot_id", filter.botId());
            add("target_id", filter.targetId());
            sql.append(" ORDER BY org_id DESC, ").append(index).append("id DESC LIMIT $4");
        }

        /** The columns come in the order of how much they tell: the last one given names the index. */
        private void add(String column, Optional<String> value) {
            value.ifPresent(wanted -> {
                arguments.add(wanted);
                sql.append(" AND ").append(column).append(" = $").append(arguments.size());
                index = column + " DESC, ";
            });
        }

        Mono<List<AuditEntry>> list(Queries queries) {
            return queries.list(sql.toString(), SqlAuditRepository::toEntry, arguments.toArray());
        }
    }
}
