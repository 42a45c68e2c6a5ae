package dev.parley.persistence.message;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.persistence.journal.PositionRange;
import dev.parley.protocol.BotId;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.OrgId;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Where the messages of channels and threads are kept. Reads come with the sender's current name and the answered message.
 */
public interface MessageRepository {

    /** Stores a message; for {@link StoredMessage#row}. */
    Insert INTO = Insert.into(
            "messages",
            "org_id",
            "topic_id",
            "position",
            "id",
            "sender_id",
            "content",
            "content_type",
            "parts",
            "mentions",
            "mention_all",
            "metadata",
            "reply_to_id");

    /** The newest messages of a topic within the range, newest first. */
    Mono<List<StoredMessage>> newest(Queries queries, OrgId org, UUID topic, PositionRange range, int limit);

    /** The oldest messages of a topic within the range, oldest first. */
    Mono<List<StoredMessage>> oldest(Queries queries, OrgId org, UUID topic, PositionRange range, int limit);

    /** The message with that id if it belongs to the topic, or empty. */
    Mono<StoredMessage> find(Queries queries, OrgId org, UUID topic, MessageId id);

    /** Where the message with that id was said, or empty. */
    Mono<MessagePlace> locate(Queries queries, OrgId org, MessageId id);

    /** The direct messages others sent to the bot within the range, oldest first, from channels it belongs to. */
    Mono<List<StoredMessage>> inbox(Queries queries, OrgId org, BotId bot, PositionRange range, int limit);
}
