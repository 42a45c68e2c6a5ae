package dev.parley.persistence.message;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.journal.PositionRange;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Json;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.message.Mention;
import dev.parley.protocol.message.ReplyTo;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** Messages in the table {@code messages}. */
public final class SqlMessageRepository implements MessageRepository {

    private static final TypeReference<List<Mention>> MENTIONS = new TypeReference<>() {};

    private static final String COLUMNS = """
            SELECT m.topic_id, m.position, m.id, m.sender_id, s.name AS sender_name, m.content, m.content_type, m.parts,
                   m.mentions, m.mention_all, m.metadata, m.reply_to_id,
                   r.position AS reply_position, r.sender_id AS reply_sender_id, rs.name AS reply_sender_name,
                   r.content AS reply_content
            """;

    private static final String NAMES_AND_REPLIES = """
              LEFT JOIN bots s ON s.org_id = m.org_id AND s.id = m.sender_id
              LEFT JOIN messages r ON r.org_id = m.org_id AND r.id = m.reply_to_id
              LEFT JOIN bots rs ON rs.org_id = r.org_id AND rs.id = r.sender_id
            """;

    private static final String SELECT = COLUMNS + "  FROM messages m\n" + NAMES_AND_REPLIES;

    private static final String WITHIN = SELECT + """
             WHERE m.org_id = $1 AND m.topic_id = $2 AND m.position > $3 AND m.position < $4
            """;

    private static final String NEWEST = WITHIN + """
             ORDER BY m.org_id DESC, m.topic_id DESC, m.position DESC
             LIMIT $5
            """;

    private static final String OLDEST = WITHIN + """
             ORDER BY m.org_id, m.topic_id, m.position
             LIMIT $5
            """;

    private static final String FIND = SELECT + """
             WHERE m.org_id = $1 AND m.id = $2 AND m.topic_id = $3
            """;

    private static final String LOCATE =
            "SELECT topic_id, position, sender_id FROM messages WHERE org_id = $1 AND id = $2";

    /** Up to here alone the fullest of the bot's channels fills the page: nothing later can be on it. */
    private static final String INBOX_END = """
            SELECT min(filled) AS filled
              FROM (SELECT (SELECT m.position
                              FROM messages m
                             WHERE m.org_id = $1 AND m.topic_id = me.topic_id AND m.position > $3 AND m.sender_id <> $2
                             ORDER BY m.org_id, m.topic_id, m.position
                             LIMIT 1 OFFSET $4) AS filled
                      FROM members me
                      JOIN channels c ON c.org_id = me.org_id AND c.id = me.topic_id
                     WHERE me.org_id = $1 AND me.bot_id = $2 AND me.left_position IS NULL) fullest
            """;

    private static final String INBOX = COLUMNS + """
              FROM members me
              JOIN channels c ON c.org_id = me.org_id AND c.id = me.topic_id
              JOIN messages m ON m.org_id = me.org_id AND m.topic_id = me.topic_id
            """ + NAMES_AND_REPLIES + """
             WHERE me.org_id = $1 AND me.bot_id = $2 AND me.left_position IS NULL
               AND m.position > $3 AND m.position < $4 AND m.sender_id <> $2
             ORDER BY m.position
             LIMIT $5
            """;

    @Override
    public Mono<List<StoredMessage>> newest(Queries queries, OrgId org, UUID topic, PositionRange range, int limit) {
        return within(NEWEST, queries, org, topic, range, limit);
    }

    @Override
    public Mono<List<StoredMessage>> oldest(Queries queries, OrgId org, UUID topic, PositionRange range, int limit) {
        return within(OLDEST, queries, org, topic, range, limit);
    }

    private static Mono<List<StoredMessage>> within(
            String sql, Queries queries, OrgId org, UUID topic, PositionRange range, int limit) {
        return queries.list(
                sql, SqlMessageRepository::toMessage, org.value(), topic, range.after(), range.before(), limit);
    }

    @Override
    public Mono<StoredMessage> find(Queries queries, OrgId org, UUID topic, MessageId id) {
        return queries.one(FIND, SqlMessageRepository::toMessage, org.value(), id.value(), topic);
    }

    @Override
    public Mono<MessagePlace> locate(Queries queries, OrgId org, MessageId id) {
        return queries.one(LOCATE, SqlMessageRepository::toPlace, org.value(), id.value());
    }

    private static MessagePlace toPlace(Row row) {
        UUID sender = row.uuid("sender_id");
        return new MessagePlace(
                row.uuid("topic_id"), row.number("position"), sender == null ? null : new BotId(sender));
    }

    @Override
    public Mono<List<StoredMessage>> inbox(Queries queries, OrgId org, BotId bot, PositionRange range, int limit) {
        return inboxEnd(queries, org, bot, range, limit)
                .flatMap(end -> queries.list(
                        INBOX,
                        SqlMessageRepository::toMessage,
                        org.value(),
                        bot.value(),
                        range.after(),
                        Math.min(end, range.before()),
                        limit));
    }

    /** The position after the last one that can be on the page: keeps a long history from being read and sorted whole. */
    private static Mono<Long> inboxEnd(Queries queries, OrgId org, BotId bot, PositionRange range, int limit) {
        return queries.one(
                INBOX_END,
                row -> row.nullableLong("filled") == null ? Long.MAX_VALUE : row.number("filled") + 1,
                org.value(),
                bot.value(),
                range.after(),
                limit - 1);
    }

    private static StoredMessage toMessage(Row row) {
        return new StoredMessage(
                row.uuid("topic_id"),
                row.number("position"),
                new MessageId(row.uuid("id")),
                botId(row.uuid("sender_id")),
                row.string("sender_name"),
                row.string("content"),
                row.string("content_type"),
                RawJson.ofNullable(row.string("parts")),
                mentions(row.string("mentions")),
                row.flag("mention_all"),
                RawJson.ofNullable(row.string("metadata")),
                messageId(row.uuid("reply_to_id")),
                replyTo(row));
    }

    private static List<Mention> mentions(String json) {
        return json == null ? List.of() : Json.mapper().readValue(json, MENTIONS);
    }

    /** Null when there is no reply, or no longer. */
    private static ReplyTo replyTo(Row row) {
        Long position = row.nullableLong("reply_position");
        if (position == null) {
            return null;
        }
        String name = row.string("reply_sender_name");
        return new ReplyTo(
                messageId(row.uuid("reply_to_id")),
                name == null ? null : botId(row.uuid("reply_sender_id")),
                StoredMessage.nameOrUnknown(name),
                row.string("reply_content"),
                Position.millis(position));
    }

    private static BotId botId(UUID value) {
        return value == null ? null : new BotId(value);
    }

    private static MessageId messageId(UUID value) {
        return value == null ? null : new MessageId(value);
    }
}
