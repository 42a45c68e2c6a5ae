package dev.parley.persistence.member;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Who may see an entry of a channel or thread: whoever belonged to it at the time. */
public final class Stays {

    private static final String LIST = """
        SELECT m.topic_id, m.bot_id, m.joined_position, coalesce(m.left_position, 9223372036854775807) AS left_position
          FROM unnest(cast($2 AS uuid array)) AS wanted(id)
          LEFT JOIN members m ON m.org_id = $1 AND m.topic_id = wanted.id
         WHERE m.left_position IS NULL OR m.left_position >= $3
        """;

    /**
     * The entries ({@code j}) of the stays ({@code m}) of bot $2 of organisation $1; more conditions may follow. Of each stay
     * one range of the index {@code journal_by_topic}.
     */
    public static final String ENTRIES = """
         FROM members m
         JOIN journal j
           ON j.org_id = m.org_id
          AND j.topic_id = m.topic_id
          AND j.position >= m.joined_position
          AND j.position <= coalesce(m.left_position, 9223372036854775807)
        WHERE m.org_id = $1
          AND m.bot_id = $2
        """;

    private Stays() {}

    /** Everybody's stays in these topics that had not ended before {@code from}. */
    public static Mono<List<Stay>> list(Queries queries, OrgId org, Collection<UUID> topics, long from) {
        return queries.list(LIST, Stays::toStay, org.value(), topics.toArray(UUID[]::new), from)
                .map(found -> found.stream().flatMap(Optional::stream).toList());
    }

    private static Optional<Stay> toStay(Row row) {
        return Optional.ofNullable(row.uuid("bot_id"))
                .map(bot -> new Stay(
                        row.uuid("topic_id"),
                        new BotId(bot),
                        row.number("joined_position"),
                        row.number("left_position")));
    }
}
