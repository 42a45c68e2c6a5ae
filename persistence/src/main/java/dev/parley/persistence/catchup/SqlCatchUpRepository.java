package dev.parley.persistence.catchup;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.persistence.member.Stays;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.catchup.CatchUpType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Catch-up from the tables {@code members} and {@code journal}: for each stay of the bot one range of the index
 * {@code journal_by_topic}, which has every column that decides. Rows of the journal itself are read for the page only.
 */
public final class SqlCatchUpRepository implements CatchUpRepository {

    /** The entries ({@code j}) that bot $2 of organisation $1 missed after position $3, by its stays ({@code m}). */
    private static final String MISSED = Stays.ENTRIES + """
         AND (m.left_position IS NULL OR m.left_position > $3)
         AND j.position > $3
         AND (j.catchup_type = 'thread_status_changed'
              OR j.catchup_type = 'thread_participant_removed' AND j.position = m.left_position
              OR (j.actor_id IS NULL OR j.actor_id <> $2)
                 AND (j.catchup_type IN
                          ('thread_message_summary', 'thread_artifact_added', 'channel_message_summary')
                      OR j.catchup_type = 'thread_invited' AND j.position = m.joined_position))
        """;

    /** Tells the events of one type and topic apart: those that stand for several entries are all the same one. */
    private static final String EVENT = """
        CASE WHEN j.catchup_type IN ('thread_message_summary', 'thread_artifact_added', 'channel_message_summary')
             THEN 0
             ELSE j.position
        END\
        """;

    private static final String LIST = """
        SELECT e.catchup_type, e.topic_id, e.last_position, e.entries, j.catchup_facts,
               t.topic AS thread_topic, c.name AS channel_name
          FROM (SELECT m.topic_id, j.catchup_type, max(j.position) AS last_position, count(*) AS entries
                %s
                 GROUP BY m.topic_id, j.catchup_type, %s
                HAVING max(j.position) > $4
                 ORDER BY last_position
                 LIMIT $5) e
          JOIN journal j ON j.org_id = $1 AND j.position = e.last_position
          LEFT JOIN threads t ON t.org_id = $1 AND t.id = e.topic_id
          LEFT JOIN channels c ON c.org_id = $1 AND c.id = e.topic_id
         ORDER BY e.last_position
        """.formatted(MISSED, EVENT);

    private static final String COUNT = """
        SELECT e.catchup_type, count(*) AS events
          FROM (SELECT DISTINCT m.topic_id, j.catchup_type, %s AS event
                %s) e
         GROUP BY e.catchup_type
        """.formatted(EVENT, MISSED);

    @Override
    public Mono<List<MissedEvent>> list(Queries queries, OrgId org, BotId bot, long since, long after, int limit) {
        return queries.list(LIST, SqlCatchUpRepository::toEvent, org.value(), bot.value(), since, after, limit);
    }

    @Override
    public Mono<Map<CatchUpType, Long>> count(Queries queries, OrgId org, BotId bot, long since) {
        return queries.list(COUNT, row -> Map.entry(type(row), row.number("events")), org.value(), bot.value(), since)
                .map(types -> types.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static MissedEvent toEvent(Row row) {
        return new MissedEvent(
                type(row),
                row.uuid("topic_id"),
                row.number("last_position"),
                row.number("entries"),
                row.string("catchup_facts"),
                row.string("thread_topic"),
                row.string("channel_name"));
    }

    private static CatchUpType type(Row row) {
        return CatchUpType.parse(row.string("catchup_type")).orElseThrow();
    }
}
