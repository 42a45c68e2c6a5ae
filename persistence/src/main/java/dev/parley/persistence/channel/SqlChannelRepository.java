package dev.parley.persistence.channel;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.persistence.journal.Position;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.channel.Channel;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Channels in the table {@code channels}. */
public final class SqlChannelRepository implements ChannelRepository {

    private static final String FIND = """
            SELECT org_id, id, type, name, pair_low, pair_high, created_at
              FROM channels
             WHERE org_id = $1 AND id = $2
            """;

    private static final String FIND_BY_PAIR = """
            SELECT org_id, id, type, name, pair_low, pair_high, created_at
              FROM channels
             WHERE org_id = $1 AND pair_low = $2 AND pair_high = $3
            """;

    private static final String EXISTS_ANYWHERE = "SELECT id FROM channels WHERE id = $1 LIMIT 1";

    private static final String LIST = """
            SELECT c.org_id, c.id, c.type, c.name, c.created_at,
                   coalesce((SELECT m.position
                               FROM messages m
                              WHERE m.org_id = c.org_id AND m.topic_id = c.id
                              ORDER BY m.org_id DESC, m.topic_id DESC, m.position DESC
                              LIMIT 1), me.joined_position) AS last_position
              FROM members me
              JOIN channels c ON c.org_id = me.org_id AND c.id = me.topic_id
             WHERE me.org_id = $1 AND me.bot_id = $2 AND me.left_position IS NULL
             ORDER BY last_position DESC
             LIMIT $3
            """;

    /** First which channels are on the page, then what is to be shown of them. */
    private static final String CONVERSATIONS = """
            SELECT p.org_id, p.id, p.type, p.name, p.created_at, p.last_position,
                   o.id AS other_id, o.name AS other_name, o.bio AS other_bio, o.role AS other_role,
                   m.sender_id, substring(m.content FROM 1 FOR %d) AS beginning, s.name AS sender_name
              FROM (SELECT a.org_id, a.id, a.type, a.name, a.created_at, a.counterpart_id, a.last_position
                      FROM (SELECT c.org_id, c.id, c.type, c.name, c.created_at,
                                   CASE WHEN c.pair_low = $2 THEN c.pair_high ELSE c.pair_low END AS counterpart_id,
                                   coalesce((SELECT l.position
                                               FROM messages l
                                              WHERE l.org_id = c.org_id AND l.topic_id = c.id
                                              ORDER BY l.org_id DESC, l.topic_id DESC, l.position DESC
                                              LIMIT 1), me.joined_position) AS last_position
                              FROM members me
                              JOIN channels c ON c.org_id = me.org_id AND c.id = me.topic_id
                             WHERE me.org_id = $1 AND me.bot_id = $2 AND me.left_position IS NULL) a
                     WHERE a.last_position < $3
                     ORDER BY a.last_position DESC
                     LIMIT $4) p
              LEFT JOIN bots o ON o.org_id = p.org_id AND o.id = p.counterpart_id
              LEFT JOIN messages m ON m.org_id = p.org_id AND m.topic_id = p.id AND m.position = p.last_position
              LEFT JOIN bots s ON s.org_id = m.org_id AND s.id = m.sender_id
             ORDER BY p.last_position DESC
            """.formatted(Conversation.CONTENT_LENGTH);

    @Override
    public Mono<StoredChannel> find(Queries queries, OrgId org, ChannelId id) {
        return queries.one(FIND, SqlChannelRepository::toStored, org.value(), id.value());
    }

    @Override
    public Mono<StoredChannel> find(Queries queries, OrgId org, BotPair pair) {
        return queries.one(
                FIND_BY_PAIR,
                SqlChannelRepository::toStored,
                org.value(),
                pair.low().value(),
                pair.high().value());
    }

    @Override
    public Mono<Boolean> existsAnywhere(Queries queries, ChannelId id) {
        return queries.one(EXISTS_ANYWHERE, row -> row.uuid("id"), id.value()).hasElement();
    }

    @Override
    public Mono<List<ActiveChannel>> list(Queries queries, OrgId org, BotId bot) {
        return queries.list(LIST, SqlChannelRepository::toActive, org.value(), bot.value(), MAX_LISTED);
    }

    @Override
    public Mono<List<Conversation>> listConversations(Queries queries, OrgId org, BotId bot, long before, int limit) {
        return queries.list(
                CONVERSATIONS, SqlChannelRepository::toConversation, org.value(), bot.value(), before, limit);
    }

    private static Conversation toConversation(Row row) {
        return new Conversation(
                toChannel(row),
                row.number("last_position"),
                Optional.ofNullable(row.uuid("other_id"))
                        .map(id -> new Conversation.Counterpart(
                                new BotId(id),
                                row.string("other_name"),
                                row.string("other_bio"),
                                row.string("other_role"))),
                Optional.ofNullable(row.uuid("sender_id"))
                        .map(sender -> new Conversation.LastMessage(
                                row.string("beginning"), new BotId(sender), row.string("sender_name"))));
    }

    private static StoredChannel toStored(Row row) {
        BotPair pair = new BotPair(new BotId(row.uuid("pair_low")), new BotId(row.uuid("pair_high")));
        return new StoredChannel(toChannel(row), pair);
    }

    private static ActiveChannel toActive(Row row) {
        return new ActiveChannel(toChannel(row), Position.millis(row.number("last_position")));
    }

    private static Channel toChannel(Row row) {
        return new Channel(
                new ChannelId(row.uuid("id")),
                new OrgId(row.uuid("org_id")),
                row.string("type"),
                row.string("name"),
                row.number("created_at"));
    }
}
