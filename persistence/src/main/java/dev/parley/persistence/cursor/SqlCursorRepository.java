package dev.parley.persistence.cursor;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Cursors in the table {@code bot_cursors}. */
public final class SqlCursorRepository implements CursorRepository {

    private static final String COLUMNS = """
            c.bot_id, c.delivered_position, c.delivered_at, c.gaps, c.acknowledged_position, c.acknowledged_at
            """;

    private static final String FIND = "SELECT " + COLUMNS + """
              FROM bot_cursors c
             WHERE c.org_id = $1 AND c.bot_id = $2
            """;

    /** Led by what is wanted, which the outer join makes sure of: for {@code = ANY}, H2 reads all of the organisation. */
    private static final String LIST = "SELECT " + COLUMNS + """
              FROM unnest(cast($2 AS uuid array)) AS wanted(id)
              LEFT JOIN bot_cursors c ON c.org_id = $1 AND c.bot_id = wanted.id
             WHERE c.bot_id IS NOT NULL
             LIMIT $3
            """;

    private static final String RECIPIENTS = "SELECT b.name, " + COLUMNS + """
              FROM members m
              JOIN bots b ON b.org_id = m.org_id AND b.id = m.bot_id
              JOIN bot_cursors c ON c.org_id = m.org_id AND c.bot_id = m.bot_id
             WHERE m.org_id = $1
               AND m.topic_id = $2
               AND m.joined_position <= $3
               AND (m.left_position IS NULL OR m.left_position >= $3)
               AND m.bot_id IS DISTINCT FROM cast($4 AS uuid)
             ORDER BY b.name
             LIMIT $5
            """;

    private static final String UPDATE_DELIVERED = """
            UPDATE bot_cursors
               SET delivered_position = n.position, gaps = n.gaps, delivered_at = n.at
              FROM unnest(cast($2 AS uuid array), cast($3 AS bigint array), cast($4 AS varchar array),
                          cast($5 AS bigint array), cast($6 AS varchar array), cast($7 AS bigint array))
                   AS n(bot_id, old_position, old_gaps, position, gaps, at)
             WHERE bot_cursors.org_id = $1
               AND bot_cursors.bot_id = n.bot_id
               AND bot_cursors.delivered_position = n.old_position
               AND bot_cursors.gaps = n.old_gaps
            """;

    private static final String ACKNOWLEDGE = """
            UPDATE bot_cursors
               SET acknowledged_position = $3, acknowledged_at = $4
             WHERE org_id = $1 AND bot_id = $2 AND acknowledged_position < $3
            """;

    private static final String ACKNOWLEDGED =
            "SELECT acknowledged_position FROM bot_cursors WHERE org_id = $1 AND bot_id = $2";

    @Override
    public Mono<BotCursor> find(Queries queries, OrgId org, BotId bot) {
        return queries.one(FIND, SqlCursorRepository::toCursor, org.value(), bot.value());
    }

    @Override
    public Mono<List<BotCursor>> list(Queries queries, OrgId org, Collection<BotId> bots) {
        UUID[] wanted = bots.stream().map(BotId::value).toArray(UUID[]::new);
        return queries.list(LIST, SqlCursorRepository::toCursor, org.value(), wanted, MAX_BOTS);
    }

    @Override
    public Mono<List<Recipient>> listRecipients(
            Queries queries, OrgId org, UUID topic, long position, UUID sender, int limit) {
        return queries.list(
                RECIPIENTS,
                row -> new Recipient(row.string("name"), toCursor(row)),
                org.value(),
                topic,
                position,
                sender,
                limit);
    }

    /** In one order everywhere, so that two servers do not wait for each other. */
    @Override
    public Mono<Long> updateDelivered(Queries queries, OrgId org, Collection<Change> changes) {
        List<Change> ordered = changes.stream()
                .sorted(Comparator.comparing(change -> change.before().bot().value()))
                .toList();
        return queries.execute(
                UPDATE_DELIVERED,
                org.value(),
                column(ordered, change -> change.before().bot().value()).toArray(UUID[]::new),
                column(ordered, change -> change.before().handedOver().mark()).toArray(Long[]::new),
                column(ordered, change -> change.before().handedOver().gaps()).toArray(String[]::new),
                column(ordered, change -> change.after().handedOver().mark()).toArray(Long[]::new),
                column(ordered, change -> change.after().handedOver().gaps()).toArray(String[]::new),
                column(ordered, change -> change.after().handedOverAt()).toArray(Long[]::new));
    }

    private static <T> List<T> column(List<Change> changes, Function<Change, T> value) {
        return changes.stream().map(value).toList();
    }

    @Override
    public Mono<Long> acknowledge(Queries queries, OrgId org, BotId bot, long position, long nowMillis) {
        return queries.execute(ACKNOWLEDGE, org.value(), bot.value(), position, nowMillis)
                .flatMap(moved -> moved > 0
                        ? Mono.just(position)
                        : queries.one(
                                ACKNOWLEDGED, row -> row.number("acknowledged_position"), org.value(), bot.value()));
    }

    private static BotCursor toCursor(Row row) {
        return new BotCursor(
                new BotId(row.uuid("bot_id")),
                Delivered.parse(row.number("delivered_position"), row.string("gaps")),
                row.nullableLong("delivered_at"),
                row.number("acknowledged_position"),
                row.nullableLong("acknowledged_at"));
    }
}
