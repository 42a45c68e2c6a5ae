package dev.parley.persistence.audit;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.audit.AuditEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Audit logs in the tables {@code audit_log} and {@code audit_messages}. */
public final class SqlAuditRepository implements AuditRepository {

    private static final Comparator<AuditEntry> NEWEST_FIRST =
            Comparator.comparing(AuditEntry::id).reversed();

    /** A range of the primary key. */
    private static final String COUNT_MESSAGES = """
        SELECT count(*) AS n
          FROM audit_messages
         WHERE org_id = $1 AND target_type = $2 AND id >= $3 AND id < $4
        """;

    @Override
    public Mono<List<AuditEntry>> list(Queries queries, OrgId org, AuditFilter filter, int limit) {
        return Flux.fromIterable(AuditPart.ALL)
                .filter(part -> part.mayHave(filter))
                .concatMap(part -> new Selection(part, org, filter, limit).list(queries))
                .flatMapIterable(rows -> rows)
                .sort(NEWEST_FIRST)
                .take(limit)
                .collectList();
    }

    @Override
    public Mono<Long> countMessages(Queries queries, OrgId org, long fromMillis, long toMillis) {
        return Flux.fromIterable(AuditPart.ALL)
                .flatMapIterable(part -> part.targetType().stream().toList())
                .concatMap(type -> queries.one(
                        COUNT_MESSAGES,
                        row -> row.number("n"),
                        org.value(),
                        type,
                        AuditIds.first(fromMillis),
                        AuditIds.first(toMillis)))
                .reduce(0L, Long::sum);
    }

    @Override
    public Mono<OrgId> nextOrg(Queries queries, Optional<OrgId> after) {
        UUID start = after.map(org -> successor(org.value())).orElse(AuditIds.LOWEST);
        return Flux.fromIterable(AuditPart.ALL)
                .concatMap(part -> queries.one(part.nextOrg(), row -> new OrgId(row.uuid("org_id")), start))
                .reduce((one, other) -> one.compareTo(other) < 0 ? one : other);
    }

    /** H2 looks at every row of {@code x} to find out that it is not {@code > x}. */
    private static UUID successor(UUID id) {
        long low = id.getLeastSignificantBits() + 1;
        return new UUID(id.getMostSignificantBits() + (low == 0 ? 1 : 0), low);
    }

    @Override
    public Mono<Long> deleteBefore(Queries queries, OrgId org, long millis) {
        return Flux.fromIterable(AuditPart.ALL)
                .concatMap(part -> deleteBefore(queries, part, org, millis))
                .reduce(0L, Long::sum);
    }

    /** A range of the primary key that the first query finds out, as not every database deletes with a limit. */
    private static Mono<Long> deleteBefore(Queries queries, AuditPart part, OrgId org, long millis) {
        return queries.list(
                        part.oldest(MAX_DELETED),
                        row -> row.uuid("id"),
                        part.arguments(org.value(), AuditIds.first(millis)))
                .flatMap(ids -> ids.isEmpty()
                        ? Mono.just(0L)
                        : queries.execute(part.deleteUpTo(), part.arguments(org.value(), ids.get(ids.size() - 1))));
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

    /** The query of a filter in one part, ordered by the index that narrows it down the most. */
    private static final class Selection {

        private static final String SELECT = """
            SELECT id, org_id, bot_id, action, target_type, target_id, detail, created_at
              FROM %s
             WHERE org_id = $1 AND id < $2 AND id >= $3\
            """;

        private final List<Object> arguments = new ArrayList<>();
        private final StringBuilder sql = new StringBuilder();
        private String index;

        Selection(AuditPart part, OrgId org, AuditFilter filter, int limit) {
            arguments.add(org.value());
            arguments.add(filter.end());
            arguments.add(filter.start());
            arguments.add(limit);
            sql.append(SELECT.formatted(part.table()));
            index = part.key();
            String key = part.key();
            add("target_type", part.targetType().or(filter::targetType), "target_type DESC, ");
            add("action", filter.action(), key + (key.isEmpty() ? "action DESC, " : ""));
            add("bot_id", filter.botId(), key + "bot_id DESC, ");
            add("target_id", filter.targetId(), "target_id DESC, ");
            sql.append(" ORDER BY org_id DESC, ").append(index).append("id DESC LIMIT $4");
        }

        /** The columns come in the order of how much they tell: the last one given names the index. */
        private void add(String column, Optional<String> value, String order) {
            value.ifPresent(wanted -> {
                arguments.add(wanted);
                sql.append(" AND ").append(column).append(" = $").append(arguments.size());
                index = order;
            });
        }

        Mono<List<AuditEntry>> list(Queries queries) {
            return queries.list(sql.toString(), SqlAuditRepository::toEntry, arguments.toArray());
        }
    }
}
