package dev.parley.persistence.member;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Members in the table {@code members}. */
public final class SqlMemberRepository implements MemberRepository {

    private static final String LEAVE = """
            UPDATE members
               SET left_position = $4
             WHERE org_id = $1 AND topic_id = $2 AND bot_id = $3 AND left_position IS NULL
            """;

    private static final String LIVE = """
            SELECT m.topic_id, m.bot_id, b.name, m.label, m.joined_position
              FROM members m
              JOIN bots b ON b.org_id = m.org_id AND b.id = m.bot_id
            """;

    private static final String LIST = LIVE + """
             WHERE m.org_id = $1 AND m.topic_id = $2 AND m.left_position IS NULL
             ORDER BY m.joined_position, m.bot_id
             LIMIT $3
            """;

    /** From topics to members, which outer joins make sure of: for {@code = ANY}, H2 reads all of the organisation. */
    private static final String LIVE_OF_TOPICS = """
              FROM unnest(cast($2 AS uuid array)) AS wanted(topic_id)
              LEFT JOIN members m ON m.org_id = $1 AND m.topic_id = wanted.topic_id AND m.left_position IS NULL
              LEFT JOIN bots b ON b.org_id = m.org_id AND b.id = m.bot_id
             WHERE b.id IS NOT NULL
            """;

    private static final String LIST_BY_TOPIC = """
            SELECT m.topic_id, m.bot_id, b.name, m.label, m.joined_position
            """ + LIVE_OF_TOPICS + """
             ORDER BY m.topic_id, m.joined_position, m.bot_id
             LIMIT $3
            """;

    private static final String LIST_FIRST = """
            SELECT f.topic_id, f.bot_id, f.name, f.label, f.joined_position, f.total
              FROM (SELECT m.topic_id, m.bot_id, b.name, m.label, m.joined_position,
                           row_number() OVER (PARTITION BY m.topic_id ORDER BY m.joined_position, m.bot_id) AS place,
                           count(*) OVER (PARTITION BY m.topic_id) AS total
            """ + LIVE_OF_TOPICS + """
                   ) f
             WHERE f.place <= $3
             ORDER BY f.topic_id, f.place
             LIMIT $4
            """;

    private static final String FIND = LIVE + """
             WHERE m.org_id = $1 AND m.topic_id = $2 AND m.bot_id = $3 AND m.left_position IS NULL
            """;

    private static final String COUNT_BY_TOPIC = """
            SELECT m.topic_id, count(*) AS members
            """ + LIVE_OF_TOPICS + """
             GROUP BY m.topic_id
             LIMIT $3
            """;

    @Override
    public Mono<Boolean> leave(Queries queries, OrgId org, UUID topic, BotId bot, long position) {
        return queries.execute(LEAVE, org.value(), topic, bot.value(), position).map(rows -> rows > 0);
    }

    @Override
    public Mono<List<Member>> list(Queries queries, OrgId org, UUID topic) {
        return queries.list(LIST, SqlMemberRepository::toMember, org.value(), topic, MAX_MEMBERS);
    }

    @Override
    public Mono<Map<UUID, List<Member>>> listByTopic(Queries queries, OrgId org, Collection<UUID> topics) {
        if (topics.isEmpty()) {
            return Mono.just(Map.of());
        }
        return queries.list(
                        LIST_BY_TOPIC,
                        SqlMemberRepository::toMember,
                        org.value(),
                        topics.toArray(UUID[]::new),
                        topics.size() * MAX_MEMBERS)
                .map(members -> members.stream()
                        .collect(Collectors.groupingBy(Member::topic, LinkedHashMap::new, Collectors.toList())));
    }

    @Override
    public Mono<Map<UUID, FirstMembers>> listFirst(Queries queries, OrgId org, Collection<UUID> topics, int most) {
        if (topics.isEmpty()) {
            return Mono.just(Map.of());
        }
        return queries.list(
                        LIST_FIRST,
                        row -> new Counted(toMember(row), Math.toIntExact(row.number("total"))),
                        org.value(),
                        topics.toArray(UUID[]::new),
                        most,
                        topics.size() * most)
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                counted -> counted.member().topic(),
                                Collectors.collectingAndThen(Collectors.toList(), SqlMemberRepository::first))));
    }

    private static FirstMembers first(List<Counted> rows) {
        return new FirstMembers(
                rows.get(0).total(), rows.stream().map(Counted::member).toList());
    }

    @Override
    public Mono<Map<UUID, Integer>> countByTopic(Queries queries, OrgId org, Collection<UUID> topics) {
        if (topics.isEmpty()) {
            return Mono.just(Map.of());
        }
        return queries.list(
                        COUNT_BY_TOPIC,
                        row -> Map.entry(row.uuid("topic_id"), Math.toIntExact(row.number("members"))),
                        org.value(),
                        topics.toArray(UUID[]::new),
                        topics.size())
                .map(counts -> counts.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Mono<Member> find(Queries queries, OrgId org, UUID topic, BotId bot) {
        return queries.one(FIND, SqlMemberRepository::toMember, org.value(), topic, bot.value());
    }

    private static Member toMember(Row row) {
        return new Member(
                row.uuid("topic_id"),
                new BotId(row.uuid("bot_id")),
                row.string("name"),
                row.string("label"),
                row.number("joined_position"));
    }

    /** A member of a topic that has so many. */
    private record Counted(Member member, int total) {}
}
