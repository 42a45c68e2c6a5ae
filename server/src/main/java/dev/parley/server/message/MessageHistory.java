package dev.parley.server.message;

import dev.parley.persistence.Queries;
import dev.parley.persistence.journal.PositionRange;
import dev.parley.persistence.message.MessageRepository;
import dev.parley.persistence.message.StoredMessage;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.OrgId;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Reads what was said in a channel or thread, page by page. Who may read it is decided before. */
public final class MessageHistory {

    private final Queries queries;
    private final MessageRepository messages;

    public MessageHistory(Queries queries, MessageRepository messages) {
        this.queries = queries;
        this.messages = messages;
    }

    public Mono<HistoryPage> read(OrgId org, UUID topic, HistoryQuery query) {
        return range(org, topic, query)
                .flatMap(range -> find(org, topic, range, query))
                .map(found -> HistoryPage.of(query, found));
    }

    /** One more than asked for tells whether there are more. */
    private Mono<List<StoredMessage>> find(OrgId org, UUID topic, PositionRange range, HistoryQuery query) {
        int limit = query.limit() + 1;
        return query.way() == HistoryQuery.Way.NEWER
                ? messages.oldest(queries, org, topic, range, limit)
                : messages.newest(queries, org, topic, range, limit);
    }

    private Mono<PositionRange> range(OrgId org, UUID topic, HistoryQuery query) {
        return Mono.justOrEmpty(query.cursor().flatMap(MessageId::parse))
                .flatMap(id -> messages.find(queries, org, topic, id))
                .map(StoredMessage::position)
                .map(query.way() == HistoryQuery.Way.NEWER ? PositionRange::after : PositionRange::before)
                .defaultIfEmpty(query.window());
    }
}
